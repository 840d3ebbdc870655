package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ThresholdRuleTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0.75", "3, -0.45"})
  void thresholdedReluPassesTheGradientAboveItsThreshold(long seed, double alpha, Engine engine) {
    // Piecewise linear, float only: the step is shorter than the distance to the kinks.
    GradientCheck.of("ThresholdedRelu")
        .attribute("alpha", alpha)
        .inFloat(1e-2, 1e-3)
        .input(new Samples(seed).distinct(2, 3, 5))
        .verify(engine);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5, 0", "2, 0.85, 0.2", "3, 0.25, 0.25"})
  void shrinkPassesTheGradientOutsideItsGap(long seed, double gap, double bias, Engine engine) {
    // The kernel computes in float whatever the type.
    GradientCheck.of("Shrink")
        .attribute("lambd", gap)
        .attribute("bias", bias)
        .inFloat(1e-2, 1e-3)
        .input(new Samples(seed).distinct(2, 3, 5))
        .verify(engine);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.2, 0.5", "2, 1, 0.25", "3, -1.5, 0.4"})
  void hardSigmoidPassesTheGradientOnItsRamp(long seed, double alpha, double beta, Engine engine) {
    GradientCheck.of("HardSigmoid")
        .attribute("alpha", alpha)
        .attribute("beta", beta)
        .inFloat(5e-3, 1e-3)
        .input(new Samples(seed).distinct(2, 5, 10))
        .verify(engine);
  }

  @Test
  void allAreFlatAtTheirThresholds(Engine engine) {
    Tensor x = Tensor.of(new double[] {-1, 1}, 2);
    GradientCheck relu = GradientCheck.of("ThresholdedRelu").inFloat(1, 1).attribute("alpha", 1.0);
    GradientCheck shrink = GradientCheck.of("Shrink").attribute("lambd", 1.0);
    GradientCheck sigmoid =
        GradientCheck.of("HardSigmoid")
            .inFloat(1, 1)
            .attribute("alpha", 0.5)
            .attribute("beta", 0.5);
    for (GradientCheck check : List.of(relu, shrink, sigmoid)) {
      assertArrayEquals(new double[] {0, 0}, check.input(x).gradient(engine).toDoubles());
    }
  }
}
