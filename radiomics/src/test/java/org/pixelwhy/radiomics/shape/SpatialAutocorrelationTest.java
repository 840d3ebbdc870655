package org.pixelwhy.radiomics.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.radiomics.shape.SpatialAutocorrelation.WeightedPairs;
import org.pixelwhy.radiomics.voxels.Block;

/** Sums over pairs: by Fourier transforms as pair by pair. */
class SpatialAutocorrelationTest {
  private static Block random(int... size) {
    Random random = new Random(3);
    int count = size[0] * size[1] * size[2];
    float[] values = new float[count];
    boolean[] members = new boolean[count];
    for (int i = 0; i < count; i++) {
      values[i] = 1000 + 50 * random.nextFloat() + i % size[2];
      members[i] = random.nextInt(4) > 0;
    }
    return new Block(size, new double[] {3, 0.7, 1.1}, values, members, members);
  }

  private static void assertAlike(Block block) {
    double mean = 0;
    for (double x : block.intensities()) {
      mean += x / block.intensities().length;
    }
    WeightedPairs naive = PairSums.of(block, mean);
    WeightedPairs fast = FourierSums.of(block, mean);
    assertEquals(1, fast.weights() / naive.weights(), 1e-6);
    assertEquals(1, fast.products() / naive.products(), 1e-4);
    assertEquals(1, fast.differences() / naive.differences(), 1e-5);
  }

  @Test
  void fourierTransformsGiveTheSumsOverAllPairs() {
    assertAlike(random(7, 9, 16));
    assertAlike(random(1, 20, 13));
  }
}
