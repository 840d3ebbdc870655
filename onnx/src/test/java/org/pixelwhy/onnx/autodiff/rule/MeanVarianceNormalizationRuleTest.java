package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class MeanVarianceNormalizationRuleTest {
  @Test
  void differentiatesThroughTheStatisticsOfTheUsualAxes(Engine engine) {
    // The kernel is float only: the step balances rounding against curvature.
    GradientCheck.of("MeanVarianceNormalization")
        .inFloat(1e-2, 2e-3)
        .input(new Samples(1).normal(2, 3, 4, 5))
        .verify(engine);
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void differentiatesThroughTheStatisticsOfOtherAxes(long axis, Engine engine) {
    GradientCheck.of("MeanVarianceNormalization")
        .attribute("axes", new long[] {axis, 3})
        .inFloat(1e-2, 2e-3)
        .input(new Samples(axis).normal(2, 3, 4, 5))
        .verify(engine);
  }
}
