package org.pixelwhy.study.output;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.image.io.ImageSource;

/**
 * What the images of a run are called in headings and in names of files: by their own names, and by
 * as many of their folders as tell those of one name apart. No two are called alike.
 */
public final class ImageNames {
  /**
   * The names of one image.
   *
   * @param title for headings, such as {@code left/cells.png}
   * @param stem for files, such as {@code left_cells}
   */
  public record Names(String title, String stem) {}

  private final Map<ImageSource, Deque<Names>> left = new HashMap<>();

  /**
   * @param images of the run; one may come twice
   */
  public ImageNames(List<ImageSource> images) {
    List<String> titles = distinct(images, ImageSource::title, "/");
    List<String> stems = distinct(images, ImageSource::stem, "_");
    for (int i = 0; i < images.size(); i++) {
      left.computeIfAbsent(images.get(i), key -> new ArrayDeque<>())
          .add(new Names(titles.get(i), stems.get(i)));
    }
  }

  /** The names of an image; of one that comes twice the next ones each time. */
  public Names next(ImageSource image) {
    Deque<Names> own = left.get(image);
    return own == null || own.isEmpty() ? new Names(image.title(), image.stem()) : own.remove();
  }

  private static List<String> distinct(
      List<ImageSource> images, Function<ImageSource, String> plain, String between) {
    List<String> names = new ArrayList<>(images.stream().map(plain).toList());
    boolean grows = true;
    for (int folders = 1; grows; folders++) {
      Map<String, Long> counts =
          names.stream().collect(Collectors.groupingBy(ImageNames::key, Collectors.counting()));
      grows = false;
      for (int i = 0; i < names.size(); i++) {
        if (counts.get(key(names.get(i))) > 1) {
          String longer = within(images.get(i), folders, between) + plain.apply(images.get(i));
          grows |= !longer.equals(names.get(i));
          names.set(i, longer);
        }
      }
    }
    return numbered(names);
  }

  /** Some file systems make no difference between large and small letters. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The names of the innermost folders, as far as there are so many. */
  private static String within(ImageSource image, int folders, String between) {
    if (image.path().isEmpty()) {
      return "";
    }
    Path path = image.path().get().toAbsolutePath().normalize();
    int last = path.getNameCount() - 1;
    StringBuilder names = new StringBuilder();
    for (int i = Math.max(0, last - folders); i < last; i++) {
      names.append(path.getName(i)).append(between);
    }
    return names.toString();
  }

  /** What is the same image twice is told apart by a number. */
  private static List<String> numbered(List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> numbered = new ArrayList<>();
    for (String name : names) {
      int number = seen.merge(key(name), 1, Integer::sum);
      numbered.add(number == 1 ? name : name + "-" + number);
    }
    return numbered;
  }
}
