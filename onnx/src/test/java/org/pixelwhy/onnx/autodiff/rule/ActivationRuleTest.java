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
class ActivationRuleTest {
  /** Most of these kernels are float only: the step balances rounding against curvature. */
  @ParameterizedTest
  @ValueSource(strings = {"Sigmoid", "Softplus", "Softsign", "Erf", "HardSwish", "Mish"})
  void agreesAwayFromKinks(String op, Engine engine) {
    Samples samples = new Samples(op.hashCode());
    GradientCheck.of(op).input(samples.awayFromZero(2, 3, 4)).inFloat(1e-2, 2e-3).verify(engine);
    GradientCheck.of(op).input(samples.uniform(3.1, 6, 7)).inFloat(1e-2, 2e-3).verify(engine);
    GradientCheck.of(op).input(samples.uniform(-6, -3.1, 7)).inFloat(1e-2, 2e-3).verify(engine);
  }

  @Test
  void sigmoidAgreesInDouble(Engine engine) {
    GradientCheck.of("Sigmoid").input(new Samples(1).normal(2, 3, 4)).verify(engine);
  }

  @Test
  void hardSwishIsFlatAtMinusThreeAndLinearFromThreeOn(Engine engine) {
    Tensor x = Tensor.of(new float[] {-3, 0, 3}, 3);
    Tensor gradient = GradientCheck.of("HardSwish").inFloat(1e-2, 1e-3).input(x).gradient(engine);
    assertArrayEquals(new double[] {0, 0.5, 1}, gradient.toDoubles(), 1e-6);
  }
}
