package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.tensor.InputException;

/**
 * Some masks of a data set, looked at before any is used. A mask that cannot be read is reported
 * when its entry is.
 *
 * @param files at most 100, from all over the data set
 */
record MaskFiles(List<Path> files) {
  private static final int MOST = 100;

  MaskFiles {
    files = spread(files);
  }

  private static List<Path> spread(List<Path> all) {
    int step = Math.max(1, -Math.floorDiv(-all.size(), MOST));
    List<Path> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      some.add(all.get(i));
    }
    return List.copyOf(some);
  }

  /** Whether there are masks and compression may have changed every value of all of them. */
  boolean areLossy() {
    return !files.isEmpty() && files.stream().allMatch(MaskFiles::isJpeg);
  }

  private static boolean isJpeg(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g");
  }

  /**
   * What label pictures hold.
   *
   * @param census of the numbers that are stored
   * @param colours in which a palette shows them; grey where there is none
   * @param tell whether numbers tell classes: not where a mask is coloured, or one number has
   *     another colour in another mask's palette
   */
  record Numbers(CodeCensus census, SortedMap<Integer, Integer> colours, boolean tell) {}

  /** The numbers that masks store. */
  Numbers numbers() {
    CodeCensus census = new CodeCensus(CodeKind.NUMBER);
    SortedMap<Integer, Integer> colours = new TreeMap<>();
    Map<Integer, Integer> palette = new HashMap<>();
    boolean tell = true;
    for (Path file : files) {
      try {
        Image stored = MaskReader.labels(file);
        CodeGrid numbers = CodeGrid.numbers(stored);
        Map<Integer, Integer> own = coloursOf(numbers, CodeGrid.colours(ImageReader.read(file)));
        census.add(numbers);
        own.forEach(colours::putIfAbsent);
        tell &= stored.channels() == 1;
        if (isPalette(own)) {
          own.forEach(palette::putIfAbsent);
          tell &= own.keySet().stream().allMatch(key -> own.get(key).equals(palette.get(key)));
        }
      } catch (InputException e) {
        // Reported with its entry.
      }
    }
    return new Numbers(census, colours, tell);
  }

  private static boolean isPalette(Map<Integer, Integer> colours) {
    return colours.entrySet().stream()
        .anyMatch(entry -> entry.getValue() != (entry.getKey() & 0xff) * 0x010101);
  }

  private static Map<Integer, Integer> coloursOf(CodeGrid numbers, CodeGrid colours) {
    Map<Integer, Integer> found = new TreeMap<>();
    int last = -1;
    for (int i = 0; i < numbers.codes().length; i++) {
      int number = numbers.codes()[i];
      if (number != last) {
        found.putIfAbsent(number, colours.codes()[i]);
        last = number;
      }
    }
    return found;
  }

  /** The colours that masks show. */
  CodeCensus colours() {
    CodeCensus census = new CodeCensus(CodeKind.COLOUR);
    for (Path file : files) {
      try {
        census.add(CodeGrid.colours(ImageReader.read(file)));
      } catch (InputException e) {
        // Reported with its entry.
      }
    }
    return census;
  }
}
