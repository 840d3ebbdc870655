package org.pixelwhy.medical;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.tensor.Text;

/**
 * How the axes of a file lie to the patient's: slices to the head, rows to the back, columns to the
 * left.
 *
 * @param source the file's axis (0 fastest) for slices, rows and columns
 * @param flipped whether it runs the other way
 * @param tilt greatest angle between a file's axis and the patient's in degrees
 */
record PatientAxes(List<Integer> source, List<Boolean> flipped, double tilt) {
  private static final int[][] PERMUTATIONS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  /** The file's own order: its fastest axis becomes columns. */
  static PatientAxes unknown() {
    return new PatientAxes(List.of(2, 1, 0), List.of(false, false, false), 0);
  }

  /**
   * The order that comes closest to the patient's axes.
   *
   * @param directions {@code [world][axis]}: where each of the file's axes points, in the world
   *     left, back, head; of any length
   * @return empty where a direction is zero or not finite, or two are the same
   */
  static Optional<PatientAxes> of(double[][] directions) {
    double[][] unit = new double[3][3];
    for (int axis = 0; axis < 3; axis++) {
      double length =
          Math.sqrt(
              square(directions[0][axis])
                  + square(directions[1][axis])
                  + square(directions[2][axis]));
      if (!(length > 0) || !Double.isFinite(length)) {
        return Optional.empty();
      }
      for (int world = 0; world < 3; world++) {
        unit[world][axis] = directions[world][axis] / length;
      }
    }
    int[] best = PERMUTATIONS[0];
    double most = -1;
    for (int[] axes : PERMUTATIONS) {
      double sum = 0;
      for (int world = 0; world < 3; world++) {
        sum += Math.abs(unit[world][axes[world]]);
      }
      if (sum > most + 1e-9) {
        most = sum;
        best = axes;
      }
    }
    double least = 1;
    for (int world = 0; world < 3; world++) {
      least = Math.min(least, Math.abs(unit[world][best[world]]));
    }
    if (least < 1e-3) {
      return Optional.empty();
    }
    return Optional.of(
        new PatientAxes(
            List.of(best[2], best[1], best[0]),
            List.of(unit[2][best[2]] < 0, unit[1][best[1]] < 0, unit[0][best[0]] < 0),
            Math.toDegrees(Math.acos(Math.min(1, least)))));
  }

  private static double square(double value) {
    return value * value;
  }

  /** What a user should know of it. */
  List<String> notes() {
    return tilt < 1
        ? List.of()
        : List.of(
            Text.format(
                "lies oblique to the patient's axes, by %.0f degrees at most; cut along its own",
                tilt));
  }

  /** Slices, rows and columns of a file with these extents, fastest first. */
  int[] extents(int[] file) {
    return new int[] {file[source.get(0)], file[source.get(1)], file[source.get(2)]};
  }

  /** How far one step along each of the file's axes goes in the ordered array, and its start. */
  int[] strides(int[] file) {
    int[] extents = extents(file);
    int[] ordered = {extents[1] * extents[2], extents[2], 1};
    int[] result = new int[4];
    for (int axis = 0; axis < 3; axis++) {
      int from = source.get(axis);
      result[from] = flipped.get(axis) ? -ordered[axis] : ordered[axis];
      result[3] += flipped.get(axis) ? (extents[axis] - 1) * ordered[axis] : 0;
    }
    return result;
  }
}
