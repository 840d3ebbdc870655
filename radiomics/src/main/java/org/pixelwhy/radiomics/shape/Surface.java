package org.pixelwhy.radiomics.shape;

import org.pixelwhy.radiomics.voxels.Block;

/**
 * The surface between a shape's voxels and what is outside, as a mesh by marching cubes at half
 * between voxel centres.
 *
 * @param area in square millimetres
 * @param volume that it encloses, in cubic millimetres
 */
public record Surface(double area, double volume) {
  private static final double[][][] CASES = CubeCases.all();

  /** The surface of a shape of known spacing. */
  public static Surface of(Block block) {
    return of(block, CASES);
  }

  /**
   * The same with other triangles.
   *
   * @param cases for each set of corners nine coordinates of every triangle, and its weight
   */
  public static Surface of(Block block, double[][][] cases) {
    double area = 0;
    double volume = 0;
    for (int slice = -1; slice < block.size()[0]; slice++) {
      for (int row = -1; row < block.size()[1]; row++) {
        int low = corners(block, slice, row, -1);
        for (int column = -1; column < block.size()[2]; column++) {
          int high = corners(block, slice, row, column + 1);
          int set = low | high << 1;
          low = high;
          // From the corner of the box, padded by one voxel.
          double[] origin = {slice + 1, row + 1, column + 1};
          for (double[] triangle : cases[set]) {
            double[] both = measure(triangle, origin, block.spacing());
            area += triangle[9] * both[0];
            volume += triangle[9] * both[1];
          }
        }
      }
    }
    return new Surface(area, volume);
  }

  /** The four corners of a cube in one column, as bits of their numbers. */
  private static int corners(Block block, int slice, int row, int column) {
    return (block.holds(slice, row, column) ? 1 : 0)
        | (block.holds(slice, row + 1, column) ? 4 : 0)
        | (block.holds(slice + 1, row, column) ? 16 : 0)
        | (block.holds(slice + 1, row + 1, column) ? 64 : 0);
  }

  /** Area, and the volume of the tetrahedron with the origin. */
  private static double[] measure(double[] triangle, double[] origin, double[] spacing) {
    double[] p = new double[9];
    for (int i = 0; i < 9; i++) {
      p[i] = (triangle[i] + origin[i % 3]) * spacing[i % 3];
    }
    return measure(p);
  }

  /** Area of a triangle of nine coordinates, and the volume of the tetrahedron with the origin. */
  static double[] measure(double[] p) {
    double volume =
        p[6] * (p[1] * p[5] - p[2] * p[4])
            + p[7] * (p[2] * p[3] - p[0] * p[5])
            + p[8] * (p[0] * p[4] - p[1] * p[3]);
    double[] a = {p[3] - p[0], p[4] - p[1], p[5] - p[2]};
    double[] b = {p[6] - p[0], p[7] - p[1], p[8] - p[2]};
    double x = a[1] * b[2] - a[2] * b[1];
    double y = a[2] * b[0] - a[0] * b[2];
    double z = a[0] * b[1] - a[1] * b[0];
    return new double[] {Math.sqrt(x * x + y * y + z * z) / 2, volume / 6};
  }
}
