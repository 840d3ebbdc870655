package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Classes guessed from masks.
 *
 * <p>Two values are background and segment; whole numbers up to 63 and palette indices are labels,
 * and 255 beside them is no class; values that occur only at edges are blends of those that fill
 * areas; else up to 32 greys or colours are a class each, black the background. JPEG files are
 * black and white, whatever compression made of it, unless more values fill areas.
 */
final class ClassGuess {
  private static final int MOST_INDEX = 63;
  private static final int MOST_GUESSED = 32;
  private static final int BLACK = 0;

  private final Path root;
  private final MaskFiles masks;

  ClassGuess(Path root, MaskFiles masks) {
    this.root = root;
    this.masks = masks;
  }

  /** Whether classes are numbers so small that nothing lies between them. */
  static boolean areLabels(ClassesFile stated) {
    return stated.kind() == CodeKind.NUMBER
        && stated.codes().stream().allMatch(code -> code <= MOST_INDEX);
  }

  ClassTable table() {
    if (masks.files().isEmpty()) {
      return ClassTable.binary("segment");
    }
    MaskFiles.Numbers numbers = masks.numbers();
    if (masks.areLossy()) {
      CodeCensus census = numbers.tell() ? numbers.census() : masks.colours();
      List<Integer> pure = census.pure(true);
      return pure.isEmpty() ? ClassTable.binary("segment") : blended(census, pure);
    }
    return numbers.tell()
        ? fromNumbers(numbers.census(), numbers.colours())
        : fromColours(masks.colours());
  }

  private ClassTable fromNumbers(CodeCensus census, SortedMap<Integer, Integer> colours) {
    List<Integer> numbers = census.codes();
    if (numbers.size() <= 2 && (numbers.isEmpty() || numbers.get(0) == 0)) {
      return twoValues(numbers, colours);
    }
    int last = numbers.get(numbers.size() - 1);
    if (last <= MOST_INDEX) {
      return labels(last, List.of(), colours, List.of());
    }
    Optional<Integer> none = VocVoid.in(census, MOST_INDEX);
    if (none.isPresent()) {
      List<Integer> small = numbers.stream().filter(number -> number <= MOST_INDEX).toList();
      return labels(
          small.get(small.size() - 1),
          List.of(none.get()),
          colours,
          List.of(new CodeNotes(census).guessedVoid(none.get(), small)));
    }
    List<Integer> pure = census.pure(false);
    if (!pure.isEmpty()) {
      return blended(census, pure);
    }
    if (numbers.size() > MOST_GUESSED) {
      throw tooMany(numbers.size());
    }
    TreeSet<Integer> values = new TreeSet<>(numbers);
    values.add(0);
    return coded(List.copyOf(values), colours, List.of(new CodeNotes(census).eachAClass(numbers)));
  }

  /** The background is 0, unless a palette shows another number black. */
  private static ClassTable twoValues(List<Integer> numbers, Map<Integer, Integer> colours) {
    int other = numbers.size() < 2 ? 255 : numbers.get(1);
    boolean swapped =
        numbers.size() == 2
            && colours.getOrDefault(other, other) == BLACK
            && colours.get(0) != BLACK;
    List<Integer> values = swapped ? List.of(other, 0) : List.of(0, other);
    return segment(LabelCoding.Codes.exact(CodeKind.NUMBER, values), List.of());
  }

  private static ClassTable segment(LabelCoding coding, List<String> notes) {
    return new ClassTable(ClassTable.binary("segment").classes(), coding, notes);
  }

  /** Every number up to the last is a label. */
  private static ClassTable labels(
      int last, List<Integer> ignored, Map<Integer, Integer> colours, List<String> notes) {
    List<Integer> values = new ArrayList<>();
    for (int value = 0; value <= last; value++) {
      values.add(value);
    }
    if (values.size() == 2) {
      return segment(new LabelCoding.Codes(CodeKind.NUMBER, values, ignored, false), notes);
    }
    return new ClassTable(
        classes(values, colours),
        new LabelCoding.Codes(CodeKind.NUMBER, values, ignored, false),
        notes);
  }

  private static ClassTable coded(
      List<Integer> values, Map<Integer, Integer> colours, List<String> notes) {
    return new ClassTable(
        classes(values, colours), LabelCoding.Codes.exact(CodeKind.NUMBER, values), notes);
  }

  private static List<SegmentClass> classes(List<Integer> values, Map<Integer, Integer> colours) {
    List<SegmentClass> classes = new ArrayList<>();
    for (int value : values) {
      String name = value == 0 ? "background" : "class " + value;
      int colour = colours.getOrDefault(value, value * 0x010101);
      boolean grey = colour == value * 0x010101;
      classes.add(grey ? SegmentClass.of(classes.size(), name) : new SegmentClass(name, colour));
    }
    return classes;
  }

  private static ClassTable blended(CodeCensus census, List<Integer> pure) {
    LabelCoding coding = new LabelCoding.Codes(census.kind(), pure, List.of(), true);
    long others = census.pixels() - census.pixels(pure);
    List<String> notes = others == 0 ? List.of() : List.of(new CodeNotes(census).blended(pure));
    if (pure.size() == 2) {
      return segment(coding, notes);
    }
    List<SegmentClass> classes = new ArrayList<>();
    for (int code : pure) {
      String name = code == 0 ? "background" : "class " + census.kind().text(code);
      classes.add(
          census.kind() == CodeKind.COLOUR
              ? new SegmentClass(name, code)
              : SegmentClass.of(classes.size(), name));
    }
    return new ClassTable(classes, coding, notes);
  }

  private ClassTable fromColours(CodeCensus census) {
    List<Integer> pure = census.pure(false);
    if (!pure.isEmpty()) {
      return blended(census, pure);
    }
    TreeSet<Integer> colours = new TreeSet<>(census.codes());
    Optional<Integer> none = VocVoid.in(census, MOST_INDEX);
    none.ifPresent(colours::remove);
    if (colours.size() > MOST_GUESSED) {
      throw tooMany(colours.size());
    }
    List<String> notes =
        none.map(code -> new CodeNotes(census).guessedVoid(code, List.copyOf(colours)))
            .map(List::of)
            .orElse(List.of());
    colours.add(BLACK);
    List<SegmentClass> classes = new ArrayList<>();
    for (int colour : colours) {
      String name = colour == BLACK ? "background" : CodeKind.COLOUR.text(colour);
      classes.add(new SegmentClass(name, colour));
    }
    List<Integer> ignored = none.map(List::of).orElse(List.of());
    return new ClassTable(
        classes,
        new LabelCoding.Codes(CodeKind.COLOUR, List.copyOf(colours), ignored, false),
        notes);
  }

  private InputException tooMany(int found) {
    return new InputException(
        Text.format(
            "%s: the masks hold at least %d values, too many to be classes; name those that are in %s",
            root, found, ClassesFile.NAME));
  }
}
