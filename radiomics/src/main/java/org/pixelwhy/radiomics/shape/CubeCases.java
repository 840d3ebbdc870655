package org.pixelwhy.radiomics.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The triangles that a surface has in a cube of eight voxel centres, for each set of corners that
 * belong to the shape. Corner {@code c} lies at slice {@code c >> 2 & 1}, row {@code c >> 1 & 1},
 * column {@code c & 1}; the surface meets an edge in its middle.
 *
 * <p>The cases are made, not looked up: on each face the crossings are joined so that corners of
 * the shape which only touch across a diagonal stay apart, which closes the surface whatever the
 * neighbouring cubes are. Of the ways to fill the loops that this gives with triangles those of the
 * greatest volume are taken, the mean of them where there are several. Nothing depends on which way
 * the axes run, so that a turned or mirrored shape has the same area and volume, which the usual
 * tables of triangles do not give; on the IBSI's phantom it comes to what those come to.
 */
final class CubeCases {
  private static final int CORNERS = 8;
  private static final double ROUNDING = 1e-9;

  private CubeCases() {}

  /**
   * The triangles of all 256 cases.
   *
   * @return for each case nine coordinates of every triangle, three for each point, in slices, rows
   *     and columns, and how much it counts; they turn so that volumes are positive
   */
  static double[][][] all() {
    double[][][] cases = new double[1 << CORNERS][][];
    for (int set = 0; set < cases.length; set++) {
      cases[set] = triangles(set);
    }
    return cases;
  }

  private static double[][] triangles(int set) {
    int[] next = segments(set);
    List<double[]> triangles = new ArrayList<>();
    boolean[] done = new boolean[next.length];
    for (int edge = 0; edge < next.length; edge++) {
      if (next[edge] >= 0 && !done[edge]) {
        List<double[]> loop = new ArrayList<>();
        for (int at = edge; !done[at]; at = next[at]) {
          done[at] = true;
          loop.add(middle(at));
        }
        fill(loop, triangles);
      }
    }
    return triangles.toArray(double[][]::new);
  }

  private static void fill(List<double[]> loop, List<double[]> triangles) {
    List<List<double[]>> ways = ways(loop, 0, loop.size() - 1);
    double most = ways.stream().mapToDouble(CubeCases::volume).max().orElseThrow();
    List<List<double[]>> best = ways.stream().filter(way -> volume(way) > most - ROUNDING).toList();
    for (List<double[]> way : best) {
      for (double[] triangle : way) {
        double[] counted = Arrays.copyOf(triangle, 10);
        counted[9] = 1.0 / best.size();
        triangles.add(counted);
      }
    }
  }

  /** All ways to divide the part of a loop from one corner to another into triangles. */
  private static List<List<double[]>> ways(List<double[]> loop, int first, int last) {
    if (last - first < 2) {
      return List.of(List.of());
    }
    List<List<double[]>> all = new ArrayList<>();
    for (int tip = first + 1; tip < last; tip++) {
      double[] own = triangle(loop.get(first), loop.get(tip), loop.get(last));
      for (List<double[]> before : ways(loop, first, tip)) {
        for (List<double[]> after : ways(loop, tip, last)) {
          List<double[]> way = new ArrayList<>(before);
          way.addAll(after);
          way.add(own);
          all.add(way);
        }
      }
    }
    return all;
  }

  private static double volume(List<double[]> triangles) {
    return triangles.stream().mapToDouble(triangle -> Surface.measure(triangle)[1]).sum();
  }

  private static double[] triangle(double[] a, double[] b, double[] c) {
    return new double[] {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]};
  }

  /**
   * From which edge the surface goes on to which, across the cube's faces: from where a run of
   * corners of the shape ends, seen from outside and turning left, back to where it begins.
   *
   * @return -1 at edges that the surface does not meet; an edge is {@code corner * 3 + axis} of its
   *     lower corner
   */
  private static int[] segments(int set) {
    int[] next = new int[CORNERS * 3];
    Arrays.fill(next, -1);
    for (int axis = 0; axis < 3; axis++) {
      for (int side = 0; side <= 1; side++) {
        int[] face = face(axis, side);
        for (int k = 0; k < 4; k++) {
          int corner = face[k];
          int after = face[(k + 1) % 4];
          if (has(set, corner) && !has(set, after)) {
            int first = k;
            while (has(set, face[(first + 3) % 4])) {
              first = (first + 3) % 4;
            }
            next[edge(corner, after)] = edge(face[(first + 3) % 4], face[first]);
          }
        }
      }
    }
    return next;
  }

  private static boolean has(int set, int corner) {
    return (set >> corner & 1) == 1;
  }

  /** The corners of a face, turning left as seen from outside; axis 0 is columns. */
  private static int[] face(int axis, int side) {
    int u = 1 << (axis + 1) % 3;
    int v = 1 << (axis + 2) % 3;
    int base = side << axis;
    return side == 1
        ? new int[] {base, base | u, base | u | v, base | v}
        : new int[] {base, base | v, base | u | v, base | u};
  }

  private static int edge(int a, int b) {
    return Math.min(a, b) * 3 + Integer.numberOfTrailingZeros(a ^ b);
  }

  private static double[] middle(int edge) {
    int corner = edge / 3;
    double[] point = {corner >> 2 & 1, corner >> 1 & 1, corner & 1};
    point[2 - edge % 3] = 0.5;
    return point;
  }
}
