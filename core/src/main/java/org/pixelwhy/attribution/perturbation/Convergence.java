package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.tensor.Text;

/**
 * Watches a map as masks are added, at numbers of masks that are always the same: 32, 48, 64, 96,
 * 128, 192 and so on, twice as many as at the one before the last. The change is that since half as
 * many masks; with independent masks it is as large as the map's standard error.
 */
final class Convergence {
  private static final int FIRST = 32;

  /** Fewer masks than this are never enough: a change may be small by chance. */
  private static final int LEAST = 128;

  private final OptionalDouble enough;
  private final SortedMap<Integer, float[]> maps = new TreeMap<>();
  private final List<Course.Point> points = new ArrayList<>();
  private boolean stable;

  /**
   * @param enough the change that ends the work, if any does
   */
  Convergence(OptionalDouble enough) {
    this.enough = enough;
  }

  /** The next number of masks at which the map is looked at. */
  static int next(int masks, int total) {
    int next = FIRST;
    while (next <= masks) {
      boolean powerOfTwo = Integer.bitCount(next) == 1;
      next = powerOfTwo ? next + next / 2 : next / 3 * 4;
    }
    return Math.min(next, total);
  }

  /** Looks at the map after so many masks. */
  void look(int masks, float[] map, float[] error) {
    float[] earlier = masks % 2 == 0 ? maps.get(masks / 2) : null;
    maps.headMap(masks / 2 + 1).clear();
    maps.put(masks, map);
    double size = norm(map, new float[map.length]);
    OptionalDouble change = change(map, earlier, size);
    points.add(new Course.Point(masks, change, share(length(error), size)));
    stable = masks >= LEAST && isEnough(change);
  }

  /** Looks at a finer map, made of all passes so far; it is compared with the one before. */
  void lookCloser(int passes, float[] map) {
    double size = norm(map, new float[map.length]);
    OptionalDouble change = change(map, maps.isEmpty() ? null : maps.get(maps.lastKey()), size);
    maps.clear();
    maps.put(passes, map);
    points.add(new Course.Point(passes, change, OptionalDouble.empty()));
    stable = isEnough(change);
  }

  private static OptionalDouble change(float[] map, float[] earlier, double size) {
    return earlier == null ? OptionalDouble.empty() : share(norm(map, earlier), size);
  }

  private boolean isEnough(OptionalDouble change) {
    return enough.isPresent() && change.isPresent() && change.getAsDouble() < enough.getAsDouble();
  }

  /** Whether the last change was small enough to end the work. */
  boolean stable() {
    return stable;
  }

  List<Course.Point> points() {
    return points;
  }

  /** Said of the map, where the work may end early. */
  List<String> notes(int done, int total) {
    if (enough.isEmpty()) {
      return List.of();
    }
    String bound = Text.format("%.3g", enough.getAsDouble());
    return List.of(
        stable
            ? Text.format(
                "stopped after %d of %d: the last of them changed the map by less than %s of its size",
                done, total, bound)
            : Text.format(
                "did not become stable: the change stayed above %s of its size up to the end",
                bound));
  }

  private static OptionalDouble share(double part, double whole) {
    return whole > 0 && Double.isFinite(part)
        ? OptionalDouble.of(part / whole)
        : OptionalDouble.empty();
  }

  /** {@code |a - b|} without their means. */
  static double norm(float[] a, float[] b) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference;
      squares += difference * difference;
    }
    return Math.sqrt(Math.max(0, squares - sum * sum / a.length));
  }

  private static double length(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
