package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

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
class PowerRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"Neg", "Abs", "Reciprocal", "Exp"})
  void agreesAwayFromZero(String op, Engine engine) {
    GradientCheck.of(op).input(new Samples(op.hashCode()).awayFromZero(2, 3, 4)).verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sqrt", "Log"})
  void agreesForPositiveNumbers(String op, Engine engine) {
    Tensor x = new Samples(op.hashCode()).uniform(0.2, 3, 2, 3, 4);
    GradientCheck.of(op).input(x).verify(engine);
  }

  @Test
  void theMagnitudeIsFlatAtZero(Engine engine) {
    Tensor x = Tensor.of(new double[] {-1, 0, 1}, 3);
    assertArrayEquals(
        new double[] {-1, 0, 1}, GradientCheck.of("Abs").input(x).gradient(engine).toDoubles());
  }
}
