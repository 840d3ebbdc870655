package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ReluRuleTest {
  @Test
  void passesTheGradientWhereTheInputIsPositive(Engine engine) {
    GradientCheck.of("Relu").input(new Samples(1).awayFromZero(2, 3, 4)).verify(engine);
  }

  @Test
  void isFlatAtZero(Engine engine) {
    Tensor x = Tensor.of(new double[] {-1, 0, 1}, 3);
    assertArrayEquals(
        new double[] {0, 0, 1}, GradientCheck.of("Relu").input(x).gradient(engine).toDoubles());
  }
}
