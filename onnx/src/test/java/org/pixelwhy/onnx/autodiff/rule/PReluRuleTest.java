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
class PReluRuleTest {
  @ParameterizedTest
  @ValueSource(strings = {"2,3,4,5|3,1,1", "2,3|2,3", "2,3,4|1", "2,3,4|4"})
  void agreesForInputAndSlope(String shapes, Engine engine) {
    Samples samples = new Samples(shapes.hashCode());
    String[] sides = shapes.split("\\|");
    // The kernel is float only; between kinks the function is linear in each input.
    GradientCheck.of("PRelu")
        .inFloat(0.1, 1e-4)
        .input(samples.awayFromZero(Samples.dims(sides[0])))
        .input(samples.normal(Samples.dims(sides[1])))
        .verify(engine);
  }

  @Test
  void theSlopeAtZeroIsTheOneFromBelow(Engine engine) {
    Tensor gradient =
        GradientCheck.of("PRelu")
            .inFloat(0.1, 1e-4)
            .input(Tensor.of(new float[] {-1, 0, 1}, 3))
            .fixed(Tensor.of(new float[] {0.25f}, 1))
            .gradient(engine);
    assertArrayEquals(new double[] {0.25, 0.25, 1}, gradient.toDoubles());
  }
}
