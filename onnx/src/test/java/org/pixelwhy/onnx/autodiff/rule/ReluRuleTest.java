package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class ReluRuleTest {
  @Test
  void passesTheGradientWhereTheInputIsPositive(Engine engine) {
    GradientCheck.of("Relu").input(new Samples(1).awayFromZero(2, 3, 4)).verify(engine);
  }
}
