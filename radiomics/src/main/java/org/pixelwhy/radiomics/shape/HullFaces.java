package org.pixelwhy.radiomics.shape;

import java.util.Arrays;

/** The faces of a growing convex hull, as numbers of points that turn left seen from outside. */
final class HullFaces {
  interface Face {
    void take(int a, int b, int c);
  }

  private final int[][] points;
  private int count;
  private int[] corners = new int[3 * 64];

  /** A plane for each face: the normal that points outside, and the offset. */
  private long[] planes = new long[4 * 64];

  /** The edges of the faces that a point sees, from and to. */
  private int[] edges = new int[2 * 64];

  private int edgeCount;

  /** A tetrahedron of four points that lie in no plane; a mesh always has such. */
  HullFaces(int[][] points) {
    this.points = points;
    int a = 0;
    int b = 1;
    while (Arrays.equals(points[a], points[b])) {
      b++;
    }
    int c = b + 1;
    while (collinear(points[a], points[b], points[c])) {
      c++;
    }
    face(a, b, c);
    int d = c + 1;
    while (side(0, points[d]) == 0) {
      d++;
    }
    boolean outside = side(0, points[d]) > 0;
    count = 0;
    int second = outside ? c : b;
    int third = outside ? b : c;
    face(a, second, third);
    face(second, a, d);
    face(third, second, d);
    face(a, third, d);
  }

  private static boolean collinear(int[] a, int[] b, int[] p) {
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      if ((long) (b[i] - a[i]) * (p[j] - a[j]) != (long) (b[j] - a[j]) * (p[i] - a[i])) {
        return false;
      }
    }
    return true;
  }

  private void face(int a, int b, int c) {
    if (3 * count == corners.length) {
      corners = Arrays.copyOf(corners, 2 * corners.length);
      planes = Arrays.copyOf(planes, 2 * planes.length);
    }
    corners[3 * count] = a;
    corners[3 * count + 1] = b;
    corners[3 * count + 2] = c;
    int[] p = points[a];
    long ux = points[b][0] - p[0];
    long uy = points[b][1] - p[1];
    long uz = points[b][2] - p[2];
    long vx = points[c][0] - p[0];
    long vy = points[c][1] - p[1];
    long vz = points[c][2] - p[2];
    long x = uy * vz - uz * vy;
    long y = uz * vx - ux * vz;
    long z = ux * vy - uy * vx;
    planes[4 * count] = x;
    planes[4 * count + 1] = y;
    planes[4 * count + 2] = z;
    planes[4 * count + 3] = -(x * p[0] + y * p[1] + z * p[2]);
    count++;
  }

  /** Above 0 where a point lies outside of a face's plane. */
  private long side(int face, int[] p) {
    int at = 4 * face;
    return planes[at] * p[0] + planes[at + 1] * p[1] + planes[at + 2] * p[2] + planes[at + 3];
  }

  /** Puts faces from the horizon to a point in the place of those that it sees. */
  void add(int point) {
    edgeCount = 0;
    int[] p = points[point];
    for (int face = count - 1; face >= 0; face--) {
      if (side(face, p) > 0) {
        int a = corners[3 * face];
        int b = corners[3 * face + 1];
        int c = corners[3 * face + 2];
        edge(a, b);
        edge(b, c);
        edge(c, a);
        drop(face);
      }
    }
    for (int e = 0; e < edgeCount; e++) {
      face(edges[2 * e], edges[2 * e + 1], point);
    }
  }

  /** Two faces that are both seen have an edge in common in opposite directions. */
  private void edge(int from, int to) {
    for (int e = 0; e < edgeCount; e++) {
      if (edges[2 * e] == to && edges[2 * e + 1] == from) {
        edgeCount--;
        edges[2 * e] = edges[2 * edgeCount];
        edges[2 * e + 1] = edges[2 * edgeCount + 1];
        return;
      }
    }
    if (2 * edgeCount == edges.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
    }
    edges[2 * edgeCount] = from;
    edges[2 * edgeCount + 1] = to;
    edgeCount++;
  }

  private void drop(int face) {
    count--;
    System.arraycopy(corners, 3 * count, corners, 3 * face, 3);
    System.arraycopy(planes, 4 * count, planes, 4 * face, 4);
  }

  void each(Face face) {
    for (int i = 0; i < count; i++) {
      face.take(corners[3 * i], corners[3 * i + 1], corners[3 * i + 2]);
    }
  }
}
