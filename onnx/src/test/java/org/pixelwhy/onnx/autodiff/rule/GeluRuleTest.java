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
class GeluRuleTest {
  @ParameterizedTest
  @CsvSource({"none, 1", "none, 2", "tanh, 3", "tanh, 4"})
  void agreesInBothModes(String mode, long seed, Engine engine) {
    // The kernel is float only: the step balances rounding against curvature.
    GradientCheck.of("Gelu")
        .attribute("approximate", mode)
        .inFloat(1e-2, 2e-3)
        .input(new Samples(seed).normal(2, 3, 4))
        .verify(engine);
  }

  @Test
  void agreesForTheContributedOperator(Engine engine) {
    GradientCheck.of("Gelu")
        .domain("com.microsoft")
        .inFloat(1e-2, 2e-3)
        .input(new Samples(5).normal(2, 3, 4))
        .verify(engine);
  }
}
