package org.pixelwhy.render;

import java.util.ArrayList;
import java.util.List;

/** Lines cut into dashes. */
final class Dashes {
  private Dashes() {}

  /**
   * The dashes of a line.
   *
   * @param length of dashes and gaps; 0 leaves the line whole
   */
  static List<double[]> of(double[] line, double length) {
    if (length == 0) {
      return List.of(line);
    }
    List<double[]> dashes = new ArrayList<>();
    double passed = 0;
    for (int i = 0; i + 3 < line.length; i += 2) {
      double across = line[i + 2] - line[i];
      double down = line[i + 3] - line[i + 1];
      double edge = Math.hypot(across, down);
      double from = 0;
      while (from < edge) {
        double left = length - passed % length;
        double to = Math.min(edge, from + left);
        if ((long) (passed / length) % 2 == 0) {
          dashes.add(
              new double[] {
                line[i] + across * from / edge,
                line[i + 1] + down * from / edge,
                line[i] + across * to / edge,
                line[i + 1] + down * to / edge
              });
        }
        passed += Math.max(to - from, Math.ulp(passed) + 1e-9);
        from = to;
      }
    }
    return dashes;
  }
}
