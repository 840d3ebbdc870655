package org.pixelwhy.radiomics.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * The convex hull of a mesh's vertices. They lie on a grid of half voxels, so that which side of a
 * plane one lies on is decided in whole numbers, without rounding.
 */
public final class ConvexHull {
  /** Corners, turning left as seen from outside. */
  private record Face(int[] a, int[] b, int[] c) {
    /** Above 0 where a point lies outside of the plane. */
    long side(int[] p) {
      long ux = b[0] - a[0];
      long uy = b[1] - a[1];
      long uz = b[2] - a[2];
      long vx = c[0] - a[0];
      long vy = c[1] - a[1];
      long vz = c[2] - a[2];
      return (uy * vz - uz * vy) * (p[0] - a[0])
          + (uz * vx - ux * vz) * (p[1] - a[1])
          + (ux * vy - uy * vx) * (p[2] - a[2]);
    }
  }

  private final double[] spacing;
  private List<Face> faces = new ArrayList<>();

  private ConvexHull(List<int[]> points, double[] spacing) {
    this.spacing = spacing;
    List<int[]> mixed = new ArrayList<>(points);
    // In a random order the faces that are made and dropped again stay few; which hull comes out
    // does not depend on it.
    Collections.shuffle(mixed, new Random(1));
    startWith(mixed);
    mixed.forEach(this::add);
  }

  /** The hull of a shape's mesh. */
  public static ConvexHull of(Block block) {
    List<int[]> corners = Vertices.of(block);
    for (int axis = 0; axis < 3; axis++) {
      corners = cornersOfPlanes(corners, axis);
    }
    return new ConvexHull(corners, block.spacing());
  }

  /** A corner of the hull is one of the hull of its plane, too; that leaves few points. */
  private static List<int[]> cornersOfPlanes(List<int[]> points, int axis) {
    Map<Integer, List<int[]>> planes =
        points.stream()
            .collect(Collectors.groupingBy(p -> p[axis], TreeMap::new, Collectors.toList()));
    List<int[]> corners = new ArrayList<>();
    planes.values().forEach(plane -> corners.addAll(FlatHull.corners(plane, axis)));
    return corners;
  }

  /** A tetrahedron of four points that lie in no plane; a mesh always has such. */
  private void startWith(List<int[]> points) {
    int[] a = points.get(0);
    int[] b = points.stream().filter(p -> !Arrays.equals(p, a)).findFirst().orElseThrow();
    int[] c = points.stream().filter(p -> !collinear(a, b, p)).findFirst().orElseThrow();
    Face base = new Face(a, b, c);
    int[] d = points.stream().filter(p -> base.side(p) != 0).findFirst().orElseThrow();
    if (base.side(d) < 0) {
      faces.add(base);
      cone(List.of(new int[][] {b, a}, new int[][] {c, b}, new int[][] {a, c}), d);
    } else {
      faces.add(new Face(a, c, b));
      cone(List.of(new int[][] {a, b}, new int[][] {b, c}, new int[][] {c, a}), d);
    }
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

  private void cone(List<int[][]> edges, int[] tip) {
    edges.forEach(edge -> faces.add(new Face(edge[0], edge[1], tip)));
  }

  /** Puts faces from the horizon to a point in the place of those that it sees. */
  private void add(int[] point) {
    List<Face> kept = new ArrayList<>();
    List<Face> seen = new ArrayList<>();
    for (Face face : faces) {
      (face.side(point) > 0 ? seen : kept).add(face);
    }
    if (seen.isEmpty()) {
      return;
    }
    Set<List<int[]>> edges = new HashSet<>();
    for (Face face : seen) {
      edges.add(edge(face.a, face.b));
      edges.add(edge(face.b, face.c));
      edges.add(edge(face.c, face.a));
    }
    faces = kept;
    for (List<int[]> edge : edges) {
      if (!edges.contains(edge(edge.get(1), edge.get(0)))) {
        faces.add(new Face(edge.get(0), edge.get(1), point));
      }
    }
  }

  /** Points are the same objects throughout, so that their identity will do. */
  private static List<int[]> edge(int[] from, int[] to) {
    return List.of(from, to);
  }

  /** The corners, in half voxels. */
  List<int[]> corners() {
    Set<int[]> corners = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Face face : faces) {
      Collections.addAll(corners, face.a, face.b, face.c);
    }
    return new ArrayList<>(corners);
  }

  /** The greatest distance of any two points of the mesh, in millimetres. */
  public double diameter() {
    return Vertices.diameter(corners(), spacing);
  }

  /** Area and volume. */
  public Surface surface() {
    double area = 0;
    double volume = 0;
    for (Face face : faces) {
      double[] p = new double[9];
      for (int i = 0; i < 3; i++) {
        p[i] = face.a[i] * spacing[i] / 2;
        p[3 + i] = face.b[i] * spacing[i] / 2;
        p[6 + i] = face.c[i] * spacing[i] / 2;
      }
      double[] both = Surface.measure(p);
      area += both[0];
      volume += both[1];
    }
    return new Surface(area, volume);
  }
}
