package org.pixelwhy.data.folder;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The convention of Pascal VOC, which many data sets follow: pixels of no class hold 255 in label
 * pictures, and cream in coloured ones.
 */
final class VocVoid {
  static final int NUMBER = 255;
  static final int CREAM = 0xe0e0c0;
  private static final int CLASSES = 21;

  private VocVoid() {}

  /**
   * The code that stands for no class; empty where masks do not look as if they followed the
   * convention.
   *
   * @param mostIndex greatest number that is a class
   */
  static Optional<Integer> in(CodeCensus census, int mostIndex) {
    boolean follows =
        census.kind() == CodeKind.NUMBER ? numbers(census, mostIndex) : colours(census);
    return follows
        ? Optional.of(census.kind() == CodeKind.NUMBER ? NUMBER : CREAM)
        : Optional.empty();
  }

  /**
   * 255 beside at least two small numbers. Where none of those but 0 fills an area and 255 does,
   * they are edges of a blurred mask.
   */
  private static boolean numbers(CodeCensus census, int mostIndex) {
    List<Integer> small = census.codes().stream().filter(code -> code != NUMBER).toList();
    return small.size() >= 2
        && small.size() < census.codes().size()
        && small.get(0) >= 0
        && small.get(small.size() - 1) <= mostIndex
        && (!census.fills(NUMBER)
            || small.stream().anyMatch(code -> code != 0 && census.fills(code)));
  }

  private static boolean colours(CodeCensus census) {
    Set<Integer> others = new HashSet<>(census.codes());
    return others.remove(CREAM) && others.size() >= 2 && palette().containsAll(others);
  }

  /** The colours of the classes: bits of the number, spread from the highest of each channel on. */
  private static Set<Integer> palette() {
    Set<Integer> palette = new HashSet<>();
    for (int label = 0; label < CLASSES; label++) {
      int colour = 0;
      for (int bit = 0; bit < 8; bit++) {
        int three = label >> 3 * bit & 7;
        int at = 7 - bit;
        colour |= (three & 1) << 16 + at | (three >> 1 & 1) << 8 + at | (three >> 2 & 1) << at;
      }
      palette.add(colour);
    }
    return palette;
  }

  /** What to write where a mask holds such a code and nobody said what it is; else nothing. */
  static String advice(CodeKind kind, String code) {
    boolean is = code.equals(kind.text(kind == CodeKind.NUMBER ? NUMBER : CREAM));
    return is
        ? "; if it marks pixels of no class, as in Pascal VOC, add the line '"
            + ClassesFile.ignore(code)
            + "'"
        : "";
  }
}
