package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class TriluRuleTest {
  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "0,1", "1,-1", "0,-2"})
  void keepsTheSameTriangle(int upper, int k, Engine engine) {
    GradientCheck.of("Trilu")
        .attribute("upper", upper)
        .input(new Samples(k).normal(2, 3, 4))
        .fixed(Tensor.scalar(DataType.INT64, k))
        .verify(engine);
  }

  @Test
  void needsNoDiagonal(Engine engine) {
    GradientCheck.of("Trilu").input(new Samples(1).normal(3, 3)).verify(engine);
  }
}
