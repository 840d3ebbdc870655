package org.pixelwhy.radiomics.shape;

import java.util.Arrays;
import org.pixelwhy.radiomics.shape.SpatialAutocorrelation.WeightedPairs;
import org.pixelwhy.radiomics.voxels.Block;

/** Sums over pairs of voxels, pair by pair. */
final class PairSums {
  private PairSums() {}

  static WeightedPairs of(Block block, double mean) {
    int[] size = block.size();
    int[] members = members(block);
    double weights = 0;
    double products = 0;
    double differences = 0;
    double[][] at = new double[4][members.length];
    for (int i = 0; i < members.length; i++) {
      int member = members[i];
      at[0][i] = member / (size[1] * size[2]) * spacing(block, 0);
      at[1][i] = member / size[2] % size[1] * spacing(block, 1);
      at[2][i] = member % size[2] * spacing(block, 2);
      at[3][i] = block.values()[member] - mean;
    }
    for (int i = 0; i < members.length; i++) {
      double x = at[3][i];
      for (int j = 0; j < i; j++) {
        double slices = at[0][i] - at[0][j];
        double rows = at[1][i] - at[1][j];
        double columns = at[2][i] - at[2][j];
        double y = at[3][j];
        double weight = 2 / Math.sqrt(slices * slices + rows * rows + columns * columns);
        weights += weight;
        products += weight * x * y;
        differences += weight * (x - y) * (x - y);
      }
    }
    return new WeightedPairs(weights, products, differences);
  }

  /** Of one slice it does not matter, and may be unknown. */
  static double spacing(Block block, int axis) {
    return block.size()[axis] == 1 ? 1 : block.spacing()[axis];
  }

  private static int[] members(Block block) {
    int count = 0;
    int[] members = new int[block.values().length];
    for (int i = 0; i < members.length; i++) {
      if (block.counted()[i]) {
        members[count++] = i;
      }
    }
    return Arrays.copyOf(members, count);
  }
}
