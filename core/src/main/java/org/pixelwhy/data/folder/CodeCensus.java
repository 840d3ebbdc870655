package org.pixelwhy.data.folder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts what masks hold, and tells what stands for a class from what only lies at edges: a mask
 * that was blurred, resized or compressed holds blends of its classes there.
 */
final class CodeCensus {
  /** More are no mask's. */
  private static final int MOST_CODES = 1 << 16;

  /** Tails of a blur that are so near to a class may be flat, and are as much rarer. */
  private static final int NEAR = 8;

  private static final int RARER = 10;

  /** What compression makes of one value. */
  private static final int NEAR_WHEN_LOSSY = 32;

  /** Of so many pixels compression may make one that looks like its neighbours by chance. */
  private static final int STRAY = 1000;

  private static final class Tally {
    private long pixels;
    private long interior;
    private long between;
  }

  private final CodeKind kind;
  private final SortedMap<Integer, Tally> tallies = new TreeMap<>();
  private int masks;
  private long pixels;

  CodeCensus(CodeKind kind) {
    this.kind = kind;
  }

  void add(CodeGrid mask) {
    masks++;
    pixels += mask.codes().length;
    Tally tally = null;
    int last = 0;
    for (int i = 0; i < mask.codes().length && tallies.size() <= MOST_CODES; i++) {
      int code = mask.codes()[i];
      if (tally == null || code != last) {
        tally = tallies.computeIfAbsent(code, key -> new Tally());
        last = code;
      }
      tally.pixels++;
      if (mask.isInterior(i)) {
        tally.interior++;
      } else if (mask.isBetween(i, kind)) {
        tally.between++;
      }
    }
  }

  CodeKind kind() {
    return kind;
  }

  /** All codes that were found, ascending. */
  List<Integer> codes() {
    return List.copyOf(tallies.keySet());
  }

  /** Number of masks that were looked at. */
  int masks() {
    return masks;
  }

  /** Number of pixels of all masks. */
  long pixels() {
    return pixels;
  }

  /** Number of pixels that hold one of these codes. */
  long pixels(Collection<Integer> codes) {
    return codes.stream().filter(tallies::containsKey).mapToLong(c -> tallies.get(c).pixels).sum();
  }

  /**
   * Whether a code fills areas: in one of 20 of its pixels, or more, the neighbours hold it too. A
   * wide blur leaves a few flat places, compression leaves them near its values.
   */
  boolean fills(int code) {
    return 20 * interior(code) >= Math.max(1, pixels(List.of(code)));
  }

  private long interior(int code) {
    Tally tally = tallies.get(code);
    return tally == null ? 0 : tally.interior;
  }

  /**
   * Whether all other codes are blends of these: they lie only at edges, and mostly between what
   * surrounds them.
   *
   * @param lossy whether compression may have changed every value
   */
  boolean areBlendsOf(Collection<Integer> known, boolean lossy) {
    List<Integer> others = codes().stream().filter(code -> !known.contains(code)).toList();
    List<Integer> edges = others.stream().filter(code -> !fills(code)).toList();
    return !others.isEmpty()
        && new HashSet<>(known).containsAll(areas(known, lossy))
        && (lossy || areMostlyBetween(edges));
  }

  private boolean areMostlyBetween(Collection<Integer> codes) {
    long between = codes.stream().mapToLong(code -> tallies.get(code).between).sum();
    return 2 * between >= pixels(codes);
  }

  /**
   * The codes that all others are blends of, ascending: those that fill areas. Empty where every
   * code does, or where it does not look like blurred classes: others are neither between their
   * neighbours, nor few.
   *
   * @param lossy whether compression may have changed every value
   */
  List<Integer> pure(boolean lossy) {
    List<Integer> edges = codes().stream().filter(code -> !fills(code)).toList();
    if (!lossy && (edges.isEmpty() || !areMostlyBetween(edges))) {
      return List.of();
    }
    List<Integer> pure = areas(List.of(), lossy);
    long blended = pixels - pixels(pure);
    if (pure.size() == 1 && !lossy && 4 * blended <= pixels) {
      // Nothing but thin lines and small dots: none of them is as wide as its blur.
      pure.add(farthest(pure.get(0)));
    }
    return pure.size() < 2 || 2 * blended > pixels ? List.of() : pure.stream().sorted().toList();
  }

  /** The known codes, and those that fill areas and are no tails of others, the largest first. */
  private List<Integer> areas(Collection<Integer> known, boolean lossy) {
    List<Integer> areas = new ArrayList<>(known);
    Set<Integer> taken = new HashSet<>(known);
    codes().stream()
        .filter(code -> fills(code) && !isStray(code, lossy))
        .sorted(Comparator.comparingLong(code -> -interior(code)))
        .forEach(
            code -> {
              // A wide blur is a staircase whose steps are areas, too.
              boolean step =
                  kind == CodeKind.NUMBER && (taken.contains(code - 1) || taken.contains(code + 1));
              if (!step && areas.stream().noneMatch(other -> isTail(code, other, lossy))) {
                areas.add(code);
              }
              taken.add(code);
            });
    return areas;
  }

  /** Whether compression made an area of this by chance. */
  private boolean isStray(int code, boolean lossy) {
    return lossy && STRAY * interior(code) < pixels;
  }

  /** Whether a code is what a blur or compression made of another, although it fills areas. */
  private boolean isTail(int code, int other, boolean lossy) {
    double distance = kind.distance(code, other);
    return lossy
        ? distance <= NEAR_WHEN_LOSSY
        : distance <= NEAR && RARER * interior(code) <= interior(other);
  }

  private int farthest(int code) {
    return codes().stream()
        .max(Comparator.comparingDouble(other -> kind.distance(code, other)))
        .orElseThrow();
  }
}
