package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class DepthToSpaceRuleTest {

  @ParameterizedTest
  @CsvSource({"DCR,2", "DCR,3", "CRD,2", "CRD,3"})
  void movesTheGradientBack(String mode, long block, Engine engine) {
    GradientCheck.of("DepthToSpace")
        .attribute("mode", mode)
        .attribute("blocksize", block)
        .input(new Samples(block).normal(2, 2 * block * block, 2, 3))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
