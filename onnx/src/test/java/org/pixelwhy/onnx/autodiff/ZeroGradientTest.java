package org.pixelwhy.onnx.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ZeroGradientTest {
  @ParameterizedTest
  @ValueSource(strings = {"Floor", "Ceil", "Round", "Sign", "Hardmax", "RandomNormalLike"})
  void flatOperatorsGiveZeros(String op, Engine engine) {
    Tensor x = Tensor.of(new double[] {-1.3, 0.2, 1.4}, 1, 3);
    // Hardmax exists in float only; the gradient is exact whatever the type.
    Tensor gradient = GradientCheck.of(op).inFloat(1, 0).input(x).gradient(engine);
    assertArrayEquals(new double[3], gradient.toDoubles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shape", "Size", "ArgMax", "Equal", "And", "NonZero", "IsNaN", "Range"})
  void operatorsWithoutGradientEndThePath(String op) {
    assertFalse(StandardRules.standard().rules().get(op).passesGradient());
  }
}
