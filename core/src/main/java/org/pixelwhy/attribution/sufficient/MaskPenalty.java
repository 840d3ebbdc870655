package org.pixelwhy.attribution.sufficient;

/**
 * What a mask costs for its size and its roughness: {@code (area * sum(m) + variation * sum |m_i -
 * m_j|) / n} over the n pixels of a region and all pairs of neighbours of which one lies in it.
 *
 * <p>Beyond the image's edge nothing is compared.
 */
final class MaskPenalty {
  private final int[] extents;
  private final int[] region;
  private final double area;
  private final double variation;

  /**
   * @param extents of the mask: rows and columns, or slices, rows and columns
   * @param region the pixels that may be kept, in ascending order; the mask is 0 elsewhere
   * @param area weight of the size
   * @param variation weight of the roughness
   */
  MaskPenalty(int[] extents, int[] region, double area, double variation) {
    this.extents = extents;
    this.region = region;
    this.area = area / region.length;
    this.variation = variation / region.length;
  }

  /** Adds its gradient to another one; where neighbours are equal, their difference has none. */
  void addGradient(double[] mask, double[] gradient) {
    for (int i : region) {
      gradient[i] += area;
      int stride = mask.length;
      for (int extent : extents) {
        stride /= extent;
        int at = i / stride % extent;
        if (at > 0) {
          gradient[i] += variation * Math.signum(mask[i] - mask[i - stride]);
        }
        if (at < extent - 1) {
          gradient[i] += variation * Math.signum(mask[i] - mask[i + stride]);
        }
      }
    }
  }
}
