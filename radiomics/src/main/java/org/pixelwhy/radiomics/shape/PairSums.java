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
    for (int i = 0; i < members.length; i++) {
      int a = members[i];
      double x = block.values()[a] - mean;
      for (int j = 0; j < i; j++) {
        int b = members[j];
        double y = block.values()[b] - mean;
        double slices = (a / (size[1] * size[2]) - b / (size[1] * size[2])) * spacing(block, 0);
        double rows = (a / size[2] % size[1] - b / size[2] % size[1]) * block.spacing()[1];
        double columns = (a % size[2] - b % size[2]) * block.spacing()[2];
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
