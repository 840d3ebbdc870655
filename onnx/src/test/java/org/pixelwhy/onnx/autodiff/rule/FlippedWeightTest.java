package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.Tensor;

class FlippedWeightTest {
  @Test
  void swapsChannelsAndTurnsEveryKernelAround() {
    Tensor weight = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 2, 2);
    Tensor expected = Tensor.of(new float[] {2, 1, 6, 5, 10, 9, 4, 3, 8, 7, 12, 11}, 2, 3, 2);
    assertEquals(expected, FlippedWeight.flip(weight, 1));
  }

  @Test
  void swapsChannelsWithinGroups() {
    Tensor weight = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 1, 2);
    Tensor expected = Tensor.of(new float[] {2, 1, 4, 3, 6, 5, 8, 7}, 2, 2, 2);
    assertEquals(expected, FlippedWeight.flip(weight, 2));
  }
}
