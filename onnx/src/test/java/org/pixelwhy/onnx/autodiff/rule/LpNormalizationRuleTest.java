package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class LpNormalizationRuleTest {
  @ParameterizedTest
  @CsvSource({"1,-1", "2,-1", "2,1", "1,0"})
  void differentiatesThroughTheNorm(int p, int axis, Engine engine) {
    GradientCheck.of("LpNormalization")
        .attribute("p", p)
        .attribute("axis", axis)
        .input(new Samples(p).awayFromZero(2, 3, 4))
        .verify(engine);
  }

  @Test
  void isZeroWhereAllIsZero(Engine engine) {
    Tensor gradient =
        GradientCheck.of("LpNormalization").input(Tensor.of(new double[3], 1, 3)).gradient(engine);
    assertArrayEquals(new double[3], gradient.toDoubles());
  }
}
