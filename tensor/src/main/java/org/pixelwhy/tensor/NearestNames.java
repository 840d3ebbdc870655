package org.pixelwhy.tensor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to offer where a name is not known. */
public final class NearestNames {
  private static final int MOST_OFFERED = 3;
  private static final int MOST_LISTED = 12;
  private static final int LONGEST_COMPARED = 200;

  private NearestNames() {}

  /**
   * The end of an error message: {@code " Did you mean 'x' or 'y'?"} where known names are alike,
   * else {@code " There is: a, b, c."}; it starts with a space.
   *
   * <p>Names are alike when at most a third of the longer one has to be edited (optimal string
   * alignment distance, in which a swap of neighbours is one edit; case ignored), or one contains
   * the other.
   */
  public static String suggest(String wanted, Collection<String> known) {
    if (known.isEmpty()) {
      return " There is none.";
    }
    List<String> alike =
        known.stream()
            .distinct()
            .filter(name -> alike(wanted, name))
            .sorted(
                Comparator.<String>comparingInt(name -> distance(fold(wanted), fold(name)))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST_OFFERED)
            .toList();
    if (!alike.isEmpty()) {
      return alike.stream().collect(Collectors.joining("' or '", " Did you mean '", "'?"));
    }
    String more =
        known.size() > MOST_LISTED ? Text.format(" and %d more", known.size() - MOST_LISTED) : "";
    return known.stream()
        .limit(MOST_LISTED)
        .collect(Collectors.joining(", ", " There is: ", more + "."));
  }

  private static boolean alike(String wanted, String name) {
    String a = fold(wanted);
    String b = fold(name);
    boolean contained = Math.min(a.length(), b.length()) > 2 && (a.contains(b) || b.contains(a));
    return contained || distance(a, b) <= Math.max(1, Math.max(a.length(), b.length()) / 3);
  }

  private static String fold(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() <= LONGEST_COMPARED ? lower : lower.substring(0, LONGEST_COMPARED);
  }

  /**
   * Least number of characters to insert, delete or replace, or of neighbours to swap, where no
   * part is edited twice (optimal string alignment).
   */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      edits[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      edits[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        edits[i][j] = swapped(a, i, b, j) ? Math.min(least, 1 + edits[i - 2][j - 2]) : least;
      }
    }
    return edits[a.length()][b.length()];
  }

  /** Whether the two characters before one place are those before the other, swapped. */
  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
