package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class LinearUnitRuleTest {
  /** These kernels are float only: the step balances rounding against curvature. */
  private static GradientCheck check(String op) {
    return GradientCheck.of(op).inFloat(1e-2, 2e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LeakyRelu", "Elu", "Celu", "Selu"})
  void agreesWithTheDefaultAttributes(String op, Engine engine) {
    check(op).input(new Samples(op.hashCode()).awayFromZero(2, 3, 4)).verify(engine);
  }

  @ParameterizedTest
  @CsvSource({
    "LeakyRelu, 0.3",
    "LeakyRelu, -0.2",
    "Elu, 0.6",
    "Elu, 2",
    "Elu, -0.5",
    "Celu, 0.6",
    "Celu, 2",
    "Selu, 1.2",
    "Selu, -0.4"
  })
  void agreesForAnyAlpha(String op, double alpha, Engine engine) {
    Tensor x = new Samples(op.hashCode()).awayFromZero(2, 3, 4);
    check(op).attribute("alpha", alpha).input(x).verify(engine);
  }

  @Test
  void agreesForAnyGamma(Engine engine) {
    Tensor x = new Samples(4).awayFromZero(2, 3, 4);
    check("Selu").attribute("gamma", 0.7).attribute("alpha", 1.1).input(x).verify(engine);
  }

  @Test
  void theSlopeAtZeroIsTheOneFromBelow(Engine engine) {
    Tensor zero = Tensor.of(new float[] {0}, 1);
    assertEquals(
        0.25, check("LeakyRelu").attribute("alpha", 0.25).input(zero).gradient(engine).get(0));
    assertEquals(0.5, check("Elu").attribute("alpha", 0.5).input(zero).gradient(engine).get(0));
    assertEquals(1, check("Celu").attribute("alpha", 0.5).input(zero).gradient(engine).get(0));
    assertEquals(1.67326 * 1.0507, check("Selu").input(zero).gradient(engine).get(0), 1e-4);
  }
}
