package org.pixelwhy.radiomics.shape;

import org.pixelwhy.radiomics.voxels.Block;

/**
 * The lengths of the axes of the ellipsoid that has the covariance of a shape's voxel centres: four
 * standard deviations along each eigenvector.
 *
 * @param major the longest
 * @param minor the next
 * @param least the shortest; 0 of a picture
 */
public record PrincipalAxes(double major, double minor, double least) {
  /**
   * Of a shape.
   *
   * @param unbiased whether sums are divided by the number of voxels less one, as the IBSI's
   *     reference values have it, or by their number
   */
  public static PrincipalAxes of(Block block, boolean unbiased) {
    int[] size = block.size();
    double[] sum = new double[3];
    double[][] products = new double[3][3];
    double n = 0;
    double[] at = new double[3];
    for (int line = 0; line < size[0] * size[1]; line++) {
      at[0] = line / size[1] * (size[0] == 1 ? 0 : block.spacing()[0]);
      at[1] = line % size[1] * block.spacing()[1];
      for (int column = 0; column < size[2]; column++) {
        if (block.shape()[line * size[2] + column]) {
          at[2] = column * block.spacing()[2];
          n++;
          for (int a = 0; a < 3; a++) {
            sum[a] += at[a];
            for (int b = 0; b <= a; b++) {
              products[a][b] += at[a] * at[b];
            }
          }
        }
      }
    }
    double divisor = unbiased ? n - 1 : n;
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b <= a; b++) {
        products[a][b] = (products[a][b] - sum[a] * sum[b] / n) / divisor;
        products[b][a] = products[a][b];
      }
    }
    double[] values = Symmetric.eigenvalues(products);
    return new PrincipalAxes(length(values[0]), length(values[1]), length(values[2]));
  }

  private static double length(double eigenvalue) {
    return 4 * Math.sqrt(Math.max(0, eigenvalue));
  }

  /** Square root of the quotient of the eigenvalues of minor and major axis. */
  public double elongation() {
    return minor / major;
  }

  /** Square root of the quotient of the eigenvalues of least and major axis. */
  public double flatness() {
    return least / major;
  }
}
