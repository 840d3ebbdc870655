package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class AffineGridRuleTest {

  @ParameterizedTest
  @CsvSource({"0,2", "1,2", "0,3", "1,3"})
  void sumsOverThePoints(long align, int dimensions, Engine engine) {
    Tensor size = dimensions == 2 ? Tensor.vector(2, 1, 3, 4) : Tensor.vector(2, 1, 2, 3, 4);
    GradientCheck.of("AffineGrid")
        .attribute("align_corners", align)
        .input(new Samples(align).normal(2, dimensions, dimensions + 1))
        .fixed(size)
        .steps(1, 1e-6)
        .verify(engine);
  }
}
