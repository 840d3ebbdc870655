package org.pixelwhy.radiomics.shape;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * The convex hull of a mesh's vertices. They lie on a grid of half voxels, so that which side of a
 * plane one lies on is decided in whole numbers, without rounding.
 */
public final class ConvexHull {
  private final double[] spacing;
  private final List<int[]> points;
  private final HullFaces faces;

  private ConvexHull(List<int[]> candidates, double[] spacing) {
    this.spacing = spacing;
    this.points = new ArrayList<>(candidates);
    // In a random order the faces that are made and dropped again stay few; which hull comes out
    // does not depend on it.
    Collections.shuffle(points, new Random(1));
    int[][] all = points.toArray(int[][]::new);
    this.faces = new HullFaces(all);
    for (int i = 0; i < all.length; i++) {
      faces.add(i);
    }
  }

  /** The hull of a shape's mesh. */
  public static ConvexHull of(Block block) {
    List<int[]> vertices = new ArrayList<>();
    for (int[] centre : cornersOfPlanes(LineEnds.of(block))) {
      for (int axis = 0; axis < 3; axis++) {
        for (int step = -1; step <= 1; step += 2) {
          int[] vertex = centre.clone();
          vertex[axis] += step;
          vertices.add(vertex);
        }
      }
    }
    return new ConvexHull(cornersOfPlanes(vertices), block.spacing());
  }

  /** A corner of the hull is one of the hull of its plane, too; that leaves few points. */
  private static List<int[]> cornersOfPlanes(List<int[]> points) {
    List<int[]> left = points;
    for (int axis = 0; axis < 3; axis++) {
      int normal = axis;
      Collection<List<int[]>> planes =
          left.stream()
              .collect(Collectors.groupingBy(p -> p[normal], TreeMap::new, Collectors.toList()))
              .values();
      left = planes.stream().flatMap(plane -> FlatHull.corners(plane, normal).stream()).toList();
    }
    return left;
  }

  /** The corners, in half voxels. */
  List<int[]> corners() {
    BitSet corners = new BitSet();
    faces.each(
        (a, b, c) -> {
          corners.set(a);
          corners.set(b);
          corners.set(c);
        });
    return corners.stream().mapToObj(points::get).toList();
  }

  /** The greatest distance of any two points of the mesh, in millimetres. */
  public double diameter() {
    return Vertices.diameter(corners(), spacing);
  }

  /** Area and volume. */
  public Surface surface() {
    double[] sums = new double[2];
    faces.each(
        (a, b, c) -> {
          double[] p = new double[9];
          for (int i = 0; i < 3; i++) {
            p[i] = points.get(a)[i] * spacing[i] / 2;
            p[3 + i] = points.get(b)[i] * spacing[i] / 2;
            p[6 + i] = points.get(c)[i] * spacing[i] / 2;
          }
          double[] both = Surface.measure(p);
          sums[0] += both[0];
          sums[1] += both[1];
        });
    return new Surface(sums[0], sums[1]);
  }
}
