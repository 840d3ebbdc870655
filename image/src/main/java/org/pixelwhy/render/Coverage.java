package org.pixelwhy.render;

import java.util.List;

/**
 * How much of each pixel a shape covers, from 0 to 1, exactly.
 *
 * <p>Each edge adds what it covers to the right of it, row by row; sums along a row then give the
 * area (Levien's way of drawing letters). Rings that run the other way around cut holes.
 */
final class Coverage {
  private final int height;
  private final int width;
  private final double[] change;

  private Coverage(int height, int width) {
    this.height = height;
    this.width = width;
    this.change = new double[height * (width + 2)];
  }

  /** The covered part of each pixel, {@code [height, width]}. */
  static double[] fill(List<double[]> rings, int height, int width) {
    Coverage coverage = new Coverage(height, width);
    for (double[] ring : rings) {
      for (int i = 0; i < ring.length; i += 2) {
        int next = (i + 2) % ring.length;
        coverage.edge(ring[i], ring[i + 1], ring[next], ring[next + 1]);
      }
    }
    return coverage.sums();
  }

  /**
   * The covered part of each pixel of a line along rings.
   *
   * @param thickness of the line in pixels
   */
  static double[] stroke(List<double[]> rings, double thickness, int height, int width) {
    double[] covered = new double[height * width];
    double reach = thickness / 2 + 0.5;
    for (double[] ring : rings) {
      for (int i = 0; i + 3 < ring.length; i += 2) {
        double[] edge = {ring[i], ring[i + 1], ring[i + 2], ring[i + 3]};
        int top = (int) Math.max(0, Math.floor(Math.min(edge[1], edge[3]) - reach));
        int bottom = (int) Math.min(height - 1, Math.ceil(Math.max(edge[1], edge[3]) + reach));
        int left = (int) Math.max(0, Math.floor(Math.min(edge[0], edge[2]) - reach));
        int right = (int) Math.min(width - 1, Math.ceil(Math.max(edge[0], edge[2]) + reach));
        for (int y = top; y <= bottom; y++) {
          for (int x = left; x <= right; x++) {
            double part = Math.min(1, reach - distance(x + 0.5, y + 0.5, edge));
            covered[y * width + x] = Math.max(covered[y * width + x], part);
          }
        }
      }
    }
    return covered;
  }

  private static double distance(double x, double y, double[] edge) {
    double along = edge[2] - edge[0];
    double down = edge[3] - edge[1];
    double squared = along * along + down * down;
    double t = squared == 0 ? 0 : ((x - edge[0]) * along + (y - edge[1]) * down) / squared;
    double inside = Math.min(1, Math.max(0, t));
    return Math.hypot(x - edge[0] - inside * along, y - edge[1] - inside * down);
  }

  private void edge(double x0, double y0, double x1, double y1) {
    if (y0 == y1) {
      return;
    }
    double direction = y0 < y1 ? 1 : -1;
    double topX = y0 < y1 ? x0 : x1;
    double top = Math.min(y0, y1);
    double slope = (x1 - x0) / (y1 - y0);
    double end = Math.min(height, Math.max(y0, y1));
    for (int row = (int) Math.max(0, Math.floor(top)); row < end; row++) {
      double from = Math.max(row, top);
      double to = Math.min(row + 1, end);
      if (to > from) {
        double fromX = topX + (from - top) * slope;
        double toX = topX + (to - top) * slope;
        piece(row, direction * (to - from), Math.min(fromX, toX), Math.max(fromX, toX));
      }
    }
  }

  /** A piece of an edge within one row: {@code height} of it, between two places across. */
  private void piece(int row, double part, double left, double right) {
    double from = Math.min(width, Math.max(0, left));
    double to = Math.min(width, Math.max(0, right));
    int start = row * (width + 2);
    int first = (int) from;
    int last = (int) to;
    if (first == last) {
      double middle = (from + to) / 2 - first;
      change[start + first] += part * (1 - middle);
      change[start + first + 1] += part * middle;
      return;
    }
    double total = to - from;
    for (int x = first; x <= last; x++) {
      double begin = Math.max(x, from);
      double finish = Math.min(x + 1, to);
      double share = part * (finish - begin) / total;
      double middle = (begin + finish) / 2 - x;
      change[start + x] += share * (1 - middle);
      change[start + x + 1] += share * middle;
    }
  }

  private double[] sums() {
    double[] covered = new double[height * width];
    for (int y = 0; y < height; y++) {
      double sum = 0;
      for (int x = 0; x < width; x++) {
        sum += change[y * (width + 2) + x];
        covered[y * width + x] = Math.min(1, Math.abs(sum));
      }
    }
    return covered;
  }
}
