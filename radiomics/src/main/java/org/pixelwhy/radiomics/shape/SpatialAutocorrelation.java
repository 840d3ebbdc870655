package org.pixelwhy.radiomics.shape;

import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * Whether near voxels are alike: Moran's I and Geary's C, with the inverse of the distance between
 * two voxels as the weight of the pair. Few voxels are taken pair by pair; of many the same sums
 * come from Fourier transforms of the whole box.
 */
final class SpatialAutocorrelation {
  private static final int MOST_PAIRWISE = 4000;
  private static final String FLAT = "all intensities are the same";
  private static final String ONE = "there is only one voxel, and no pair";

  private final double count;
  private final double squares;
  private final WeightedPairs pairs;

  /**
   * Of a region of known spacing.
   *
   * @param block with at least one intensity that counts, all finite
   */
  SpatialAutocorrelation(Block block) {
    double[] intensities = block.intensities();
    this.count = intensities.length;
    double mean = 0;
    for (double intensity : intensities) {
      mean += intensity / count;
    }
    double sum = 0;
    for (double intensity : intensities) {
      sum += (intensity - mean) * (intensity - mean);
    }
    this.squares = sum;
    this.pairs = count <= MOST_PAIRWISE ? PairSums.of(block, mean) : FourierSums.of(block, mean);
  }

  /**
   * Sums over all ordered pairs of different voxels, each times its weight.
   *
   * @param weights of the weights alone
   * @param products of the products of both distances to the mean
   * @param differences of the squared differences
   */
  record WeightedPairs(double weights, double products, double differences) {}

  Value moran() {
    return count == 1
        ? Value.undefined(ONE)
        : Value.ratio(count * pairs.products, pairs.weights * squares, FLAT);
  }

  Value geary() {
    return count == 1
        ? Value.undefined(ONE)
        : Value.ratio((count - 1) * pairs.differences, 2 * pairs.weights * squares, FLAT);
  }
}
