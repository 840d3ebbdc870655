package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

/** Float only; values 0.1 apart let a step of 0.04 change no maximum, and it is linear then. */
@ExtendWith(EngineExtension.class)
class GlobalMaxPoolRuleTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void sendsTheGradientToTheGreatestCell(int rank, Engine engine) {
    long[] shape = Arrays.copyOf(new long[] {2, 3, 4, 5, 2}, rank);
    GradientCheck.of("GlobalMaxPool")
        .input(new Samples(rank).distinct(shape))
        .inFloat(0.04, 1e-3)
        .verify(engine);
  }
}
