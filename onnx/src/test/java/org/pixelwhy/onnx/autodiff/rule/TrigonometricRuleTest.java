package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class TrigonometricRuleTest {
  /** Most of these kernels are float only: the step balances rounding against curvature. */
  private static GradientCheck check(String op) {
    return GradientCheck.of(op).inFloat(1e-2, 2e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sin", "Cos", "Sinh", "Cosh", "Tanh", "Asinh", "Atan"})
  void agreesEverywhere(String op, Engine engine) {
    check(op).input(new Samples(op.hashCode()).normal(2, 3, 4)).verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sin", "Cos", "Tanh"})
  void agreesInDouble(String op, Engine engine) {
    GradientCheck.of(op).input(new Samples(op.hashCode()).normal(2, 3, 4)).verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tan", "Asin", "Acos", "Atanh"})
  void agreesInsideTheUnitInterval(String op, Engine engine) {
    check(op).input(new Samples(op.hashCode()).uniform(-0.7, 0.7, 2, 3, 4)).verify(engine);
  }

  @Test
  void agreesAboveOne(Engine engine) {
    check("Acosh").input(new Samples(1).uniform(1.5, 4, 2, 3, 4)).verify(engine);
  }
}
