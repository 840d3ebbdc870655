package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class SwishRuleTest {
  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 2})
  void agreesForAnyAlpha(double alpha, Engine engine) {
    Tensor x = new Samples((long) (10 * alpha)).normal(2, 3, 4);
    GradientCheck.of("Swish").opset(24).attribute("alpha", alpha).input(x).verify(engine);
  }

  @Test
  void agreesForTheQuickApproximationOfGelu(Engine engine) {
    // The kernel is float only: the step balances rounding against curvature.
    GradientCheck.of("QuickGelu")
        .domain("com.microsoft")
        .inFloat(1e-2, 2e-3)
        .input(new Samples(5).normal(2, 3, 4))
        .verify(engine);
  }
}
