package org.pixelwhy.radiomics.shape;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * Where a mesh meets the lines between voxel centres: halfway between a voxel of the shape and a
 * neighbour outside of it. In half voxels, so that all coordinates are whole numbers.
 */
final class Vertices {
  private Vertices() {}

  /** All of them, as slices, rows and columns in half voxels. */
  static List<int[]> of(Block block) {
    int[] size = block.size();
    List<int[]> all = new ArrayList<>();
    for (int slice = 0; slice < size[0]; slice++) {
      for (int row = 0; row < size[1]; row++) {
        for (int column = 0; column < size[2]; column++) {
          if (block.holds(slice, row, column)) {
            add(block, new int[] {slice, row, column}, all);
          }
        }
      }
    }
    return all;
  }

  private static void add(Block block, int[] at, List<int[]> all) {
    for (int axis = 0; axis < 3; axis++) {
      for (int step = -1; step <= 1; step += 2) {
        at[axis] += step;
        boolean inside = block.holds(at[0], at[1], at[2]);
        at[axis] -= step;
        if (!inside) {
          int[] vertex = {2 * at[0], 2 * at[1], 2 * at[2]};
          vertex[axis] += step;
          all.add(vertex);
        }
      }
    }
  }

  /** The greatest distance of any two in millimetres; 0 of fewer. */
  static double diameter(List<int[]> points, double[] spacing) {
    double[][] at = new double[3][points.size()];
    for (int i = 0; i < points.size(); i++) {
      for (int axis = 0; axis < 3; axis++) {
        at[axis][i] = points.get(i)[axis] * spacing[axis] / 2;
      }
    }
    double greatest = 0;
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < i; j++) {
        double x = at[0][i] - at[0][j];
        double y = at[1][i] - at[1][j];
        double z = at[2][i] - at[2][j];
        greatest = Math.max(greatest, x * x + y * y + z * z);
      }
    }
    return Math.sqrt(greatest);
  }
}
