package org.pixelwhy.onnx.autodiff.rule;

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
class CenterCropPadRuleTest {
  @ParameterizedTest
  @CsvSource({"4,4", "5,5", "8,3", "3,8", "6,7"})
  void undoesCropsAndPads(long height, long width, Engine engine) {
    GradientCheck.of("CenterCropPad")
        .attribute("axes", new long[] {-2, -1})
        .input(new Samples(height).normal(1, 2, 5, 6))
        .fixed(Tensor.of(new long[] {height, width}, 2))
        .verify(engine);
  }

  @Test
  void coversAllAxesWhereNoneAreNamed(Engine engine) {
    GradientCheck.of("CenterCropPad")
        .input(new Samples(2).normal(3, 4))
        .fixed(Tensor.of(new long[] {4, 3}, 2))
        .verify(engine);
  }
}
