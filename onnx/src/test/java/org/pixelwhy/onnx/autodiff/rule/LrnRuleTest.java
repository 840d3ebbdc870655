package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

/**
 * Float and odd sizes only. A step of 0.02 errs by its square times a third derivative of order 1,
 * plus float rounding of 1e-7 / 0.02.
 */
@ExtendWith(EngineExtension.class)
class LrnRuleTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 0.75, 1",
    "3, 0.9, 0.75, 2",
    "7, 0.8, 0.5, 1",
    "5, 0.5, 1.2, 1.5",
    "9, 1, 0.75, 1"
  })
  void differentiatesThroughNeighbouringChannels(
      int size, double alpha, double beta, double bias, Engine engine) {
    GradientCheck.of("LRN")
        .attribute("size", size)
        .attribute("alpha", alpha)
        .attribute("beta", beta)
        .attribute("bias", bias)
        .input(new Samples(size).normal(2, 7, 3, 2))
        .inFloat(0.02, 2e-3)
        .verify(engine);
  }
}
