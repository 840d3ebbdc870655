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
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class PowRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"2,3,4|2,3,4", "2,3,4|3,1", "1,3,1|2,1,4", "|2,3"})
  void agreesForPositiveBases(String shapes, Engine engine) {
    Samples samples = new Samples(shapes.hashCode());
    String[] sides = shapes.split("\\|");
    GradientCheck.of("Pow")
        .input(samples.uniform(0.3, 2, Samples.dims(sides[0])))
        .input(samples.normal(Samples.dims(sides[1])))
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, -1, 0, 1, 2, 3, 5})
  void agreesForWholeConstantExponentsAndAnyBase(double exponent, Engine engine) {
    Tensor base = new Samples((long) exponent).awayFromZero(2, 3);
    GradientCheck.of("Pow")
        .input(base)
        .fixed(Tensor.scalar(DataType.DOUBLE, exponent))
        .verify(engine);
    GradientCheck.of("Pow").input(base).fixed(Tensor.vector((long) exponent)).verify(engine);
  }

  @Test
  void agreesForIntegerExponentsPerElement(Engine engine) {
    GradientCheck.of("Pow")
        .input(new Samples(3).awayFromZero(2, 4))
        .fixed(Tensor.vector(-1, 0, 2, 3))
        .verify(engine);
  }

  @Test
  void isANumberForBasesOfZero(Engine engine) {
    Tensor gradient =
        GradientCheck.of("Pow")
            .input(Tensor.of(new double[] {0, 0, 0, 0}, 4))
            .fixed(Tensor.of(new double[] {0, 1, 2, 3}, 4))
            .gradient(engine);
    assertArrayEquals(new double[] {0, 1, 0, 0}, gradient.toDoubles());
  }

  @Test
  void theExponentGetsNoGradientWhereTheBaseIsNotPositive(Engine engine) {
    Tensor gradient =
        GradientCheck.of("Pow")
            .fixed(Tensor.of(new double[] {-2, 0, 1, Math.E}, 4))
            .input(Tensor.of(new double[] {2, 2, 2, 2}, 4))
            .gradient(engine);
    assertArrayEquals(new double[] {0, 0, 0, Math.E * Math.E}, gradient.toDoubles(), 1e-12);
  }
}
