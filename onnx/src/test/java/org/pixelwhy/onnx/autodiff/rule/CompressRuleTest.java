package org.pixelwhy.onnx.autodiff.rule;

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
class CompressRuleTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1})
  void putsTheGradientBackAlongAnAxis(long axis, Engine engine) {
    GradientCheck.of("Compress")
        .attribute("axis", axis)
        .input(new Samples(1).normal(3, 4, 3))
        .fixed(Tensor.of(new boolean[] {true, false, true}, 3))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void putsTheGradientBackIntoTheFlattenedInput(Engine engine) {
    GradientCheck.of("Compress")
        .input(new Samples(2).normal(2, 3))
        .fixed(Tensor.of(new boolean[] {false, true, true, false, true}, 5))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
