package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class CastRuleTest {
  @Test
  void theGradientHasTheTypeOfTheInput(Engine engine) {
    // The cast rounds to float; casts are linear, so a large step costs no accuracy.
    GradientCheck.of("Cast")
        .attribute("to", DataType.FLOAT.code())
        .input(new Samples(1).normal(2, 3))
        .steps(0.5, 1e-6)
        .verify(engine);
  }

  @Test
  void theGradientOfACastLikeAnotherTensorHasTheTypeOfTheInput(Engine engine) {
    GradientCheck.of("CastLike")
        .input(new Samples(2).normal(2, 3))
        .fixed(Tensor.of(new float[] {1}, 1))
        .steps(0.5, 1e-6)
        .verify(engine);
  }

  @Test
  void theTensorThatGivesTheTypeGetsZeros(Engine engine) {
    Tensor gradient =
        GradientCheck.of("CastLike")
            .fixed(new Samples(3).normal(2))
            .input(Tensor.of(new double[] {1, 2}, 2))
            .gradient(engine);
    assertArrayEquals(new double[] {0, 0}, gradient.toDoubles());
  }
}
