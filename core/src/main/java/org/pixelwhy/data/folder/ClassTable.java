package org.pixelwhy.data.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Classes and how masks code them: from the file {@code classes.txt} of a data set, or guessed from
 * masks.
 *
 * <p>{@code classes.txt} has a line {@code NAME = NUMBER} or {@code NAME = #RRGGBB} for each class,
 * the background first.
 *
 * <p>Guessing, from up to 100 masks: JPEG files are black and white, whatever compression made of
 * it; two values are background and segment; whole numbers up to 63 and palette indices are labels;
 * up to 32 greys or colours are a class each, black the background.
 *
 * @param classes by label
 * @param coding how masks code them
 */
record ClassTable(List<SegmentClass> classes, LabelCoding coding) {
  static final String FILE = "classes.txt";

  private static final Pattern LINE = Pattern.compile("(.+?)\\s*=\\s*(\\d{1,5}|#[0-9a-fA-F]{6})");
  private static final int MOST_LOOKED_AT = 100;
  private static final int MOST_INDEX = 63;
  private static final int MOST_GUESSED = 32;

  /** The table of a data set with these masks. */
  static ClassTable of(Path root, List<Path> masks) {
    Path file = root.resolve(FILE);
    return Files.exists(file) ? read(file) : guess(root, masks);
  }

  /** Background and one segment, in masks that may be lossy. */
  static ClassTable binary(String segment) {
    return new ClassTable(
        List.of(SegmentClass.background(), SegmentClass.of(1, segment)),
        new LabelCoding.Threshold());
  }

  private static ClassTable read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file).stream().map(String::strip).toList();
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read as text: " + e.getMessage(), e);
    }
    List<String> names = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    boolean colours = false;
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (line.isEmpty()) {
        continue;
      }
      boolean colour = line.contains("#");
      if (!matcher.matches() || !codes.isEmpty() && colour != colours) {
        throw new InputException(
            Text.format(
                "%s: expected lines 'NAME = NUMBER', or all of them 'NAME = #RRGGBB', found '%s'",
                file, line));
      }
      colours = colour;
      names.add(matcher.group(1));
      codes.add(Integer.decode(matcher.group(2).replace("#", "0x").replaceFirst("^0+(?=\\d)", "")));
    }
    if (names.size() < 2 || names.size() > LabelMap.MOST_CLASSES) {
      throw new InputException(
          Text.format(
              "%s: expected 2 to %d classes, the background first, found %d",
              file, LabelMap.MOST_CLASSES, names.size()));
    }
    List<SegmentClass> classes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      classes.add(
          colours
              ? new SegmentClass(names.get(i), codes.get(i))
              : SegmentClass.of(i, names.get(i)));
    }
    return new ClassTable(
        classes, colours ? new LabelCoding.Colours(codes) : new LabelCoding.Numbers(codes));
  }

  private static ClassTable guess(Path root, List<Path> masks) {
    if (masks.isEmpty() || masks.stream().allMatch(ClassTable::isJpeg)) {
      return binary("segment");
    }
    TreeSet<Integer> numbers = new TreeSet<>();
    SortedMap<Integer, Integer> coloursOfNumbers = new TreeMap<>();
    TreeSet<Integer> colours = new TreeSet<>();
    boolean coloured = false;
    int step = Math.max(1, masks.size() / MOST_LOOKED_AT);
    for (int i = 0; i < masks.size(); i += step) {
      Optional<Image> stored = tried(masks.get(i), true);
      Optional<Image> shown = tried(masks.get(i), false);
      if (stored.isPresent() && shown.isPresent()) {
        coloured |= stored.get().channels() > 1;
        collect(stored.get(), shown.get(), numbers, coloursOfNumbers, colours);
      }
    }
    if (coloured) {
      return fromColours(root, colours);
    }
    return fromNumbers(root, numbers, coloursOfNumbers);
  }

  private static boolean isJpeg(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g");
  }

  /** A mask that cannot be read is reported when its entry is. */
  private static Optional<Image> tried(Path mask, boolean stored) {
    try {
      return Optional.of(stored ? MaskReader.labels(mask) : ImageReader.read(mask));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  private static void collect(
      Image stored,
      Image shown,
      TreeSet<Integer> numbers,
      SortedMap<Integer, Integer> coloursOfNumbers,
      TreeSet<Integer> colours) {
    int plane = stored.height() * stored.width();
    for (int i = 0; i < plane && colours.size() <= LabelMap.MOST_CLASSES; i++) {
      int number = (int) stored.values()[i];
      int colour = LabelCoding.Colours.colour(shown, i);
      if (numbers.add(number)) {
        coloursOfNumbers.put(number, colour);
      }
      colours.add(colour);
    }
  }

  private static ClassTable fromNumbers(
      Path root, TreeSet<Integer> numbers, SortedMap<Integer, Integer> colours) {
    boolean binary = numbers.size() <= 2 && (numbers.isEmpty() || numbers.first() == 0);
    if (binary) {
      List<Integer> values = List.of(0, numbers.size() < 2 ? 255 : numbers.last());
      return new ClassTable(binary("segment").classes(), new LabelCoding.Numbers(values));
    }
    boolean indices = numbers.last() <= MOST_INDEX;
    if (!indices && numbers.size() > MOST_GUESSED) {
      throw tooMany(root, numbers.size());
    }
    List<Integer> values = new ArrayList<>();
    List<SegmentClass> classes = new ArrayList<>();
    for (int value = 0; value <= numbers.last(); value++) {
      if (indices || value == 0 || numbers.contains(value)) {
        String name = value == 0 ? "background" : "class " + value;
        int colour = colours.getOrDefault(value, value);
        boolean grey = colour == value * 0x010101;
        classes.add(grey ? SegmentClass.of(values.size(), name) : new SegmentClass(name, colour));
        values.add(value);
      }
    }
    return new ClassTable(classes, new LabelCoding.Numbers(values));
  }

  private static ClassTable fromColours(Path root, TreeSet<Integer> colours) {
    if (colours.size() > MOST_GUESSED) {
      throw tooMany(root, colours.size());
    }
    colours.add(0);
    List<SegmentClass> classes = new ArrayList<>();
    for (int colour : colours) {
      String name = colour == 0 ? "background" : LabelCoding.Colours.text(colour);
      classes.add(new SegmentClass(name, colour));
    }
    return new ClassTable(classes, new LabelCoding.Colours(List.copyOf(colours)));
  }

  private static InputException tooMany(Path root, int found) {
    return new InputException(
        Text.format(
            "%s: the masks hold at least %d values, too many to be classes; name those that are in %s",
            root, found, FILE));
  }
}
