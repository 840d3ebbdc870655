package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

/** Float only and linear. */
@ExtendWith(EngineExtension.class)
class GlobalAveragePoolRuleTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void sharesTheGradientAmongAllCells(int rank, Engine engine) {
    long[] shape = Arrays.copyOf(new long[] {2, 3, 4, 5, 2}, rank);
    GradientCheck.of("GlobalAveragePool")
        .input(new Samples(rank).normal(shape))
        .inFloat(1, 1e-5)
        .verify(engine);
  }
}
