package org.pixelwhy.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Images of one kind and the classes of their pixels.
 *
 * @param name as shown to people
 * @param classes by label; 0 is the background as a rule
 * @param entries in a fixed order, their names all different
 * @param windowing through which the images were brought to 0 to 1; empty where values are those of
 *     the files
 * @param notes what was guessed of its files, and how to say otherwise; to be shown to people
 */
public record Dataset(
    String name,
    List<SegmentClass> classes,
    List<Entry> entries,
    Optional<Windowing> windowing,
    List<String> notes) {
  public Dataset {
    classes = List.copyOf(classes);
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
    if (classes.size() < 2 || classes.size() > LabelMap.MOST_CLASSES) {
      throw new InputException(
          Text.format(
              "%s: a data set needs 2 to %d classes, the background included; found %d",
              name, LabelMap.MOST_CLASSES, classes.size()));
    }
    if (entries.isEmpty()) {
      throw new InputException(name + ": the data set has no images");
    }
    Set<String> names = new HashSet<>();
    for (Entry entry : entries) {
      if (!names.add(entry.name())) {
        throw new InputException(
            Text.format("%s: two images are named '%s'; rename one", name, entry.name()));
      }
    }
  }

  /** A data set whose images have the values of their files. */
  public Dataset(String name, List<SegmentClass> classes, List<Entry> entries) {
    this(name, classes, entries, Optional.empty());
  }

  /** A data set of which nothing was guessed. */
  public Dataset(
      String name, List<SegmentClass> classes, List<Entry> entries, Optional<Windowing> windowing) {
    this(name, classes, entries, windowing, List.of());
  }

  /**
   * The entries of one part, in the data set's order.
   *
   * @throws InputException if the split does not fit this data set
   */
  public List<Entry> entries(Split split, Part part) {
    split.check(this);
    Set<String> names = Set.copyOf(split.names(part));
    return entries.stream().filter(entry -> names.contains(entry.name())).toList();
  }
}
