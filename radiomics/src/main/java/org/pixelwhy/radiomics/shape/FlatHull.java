package org.pixelwhy.radiomics.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The corners of the convex hull of points in a plane of the grid, exact in whole numbers. */
final class FlatHull {
  private FlatHull() {}

  /**
   * The points that are corners, by Andrew's monotone chain.
   *
   * @param normal the axis along which all points lie at the same position
   */
  static List<int[]> corners(List<int[]> points, int normal) {
    int u = (normal + 1) % 3;
    int v = (normal + 2) % 3;
    List<int[]> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.<int[]>comparingInt(p -> p[u]).thenComparingInt(p -> p[v]));
    List<int[]> hull = new ArrayList<>();
    half(sorted, hull, u, v);
    int lower = hull.size();
    List<int[]> back = new ArrayList<>(sorted);
    Collections.reverse(back);
    List<int[]> upper = new ArrayList<>();
    half(back, upper, u, v);
    if (lower > 1) {
      upper.remove(0);
      upper.remove(upper.size() - 1);
    } else {
      upper.clear();
    }
    hull.addAll(upper);
    return hull;
  }

  private static void half(List<int[]> sorted, List<int[]> chain, int u, int v) {
    for (int[] point : sorted) {
      while (chain.size() > 1 && !turnsLeft(chain, point, u, v)) {
        chain.remove(chain.size() - 1);
      }
      boolean same =
          !chain.isEmpty()
              && chain.get(chain.size() - 1)[u] == point[u]
              && chain.get(chain.size() - 1)[v] == point[v];
      if (!same) {
        chain.add(point);
      }
    }
  }

  private static boolean turnsLeft(List<int[]> chain, int[] c, int u, int v) {
    int[] a = chain.get(chain.size() - 2);
    int[] b = chain.get(chain.size() - 1);
    return (long) (b[u] - a[u]) * (c[v] - a[v]) - (long) (b[v] - a[v]) * (c[u] - a[u]) > 0;
  }
}
