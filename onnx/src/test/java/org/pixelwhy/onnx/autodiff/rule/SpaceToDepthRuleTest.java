package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class SpaceToDepthRuleTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void movesTheGradientBack(long block, Engine engine) {
    GradientCheck.of("SpaceToDepth")
        .attribute("blocksize", block)
        .input(new Samples(block).normal(2, 2, 2 * block, 3 * block))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
