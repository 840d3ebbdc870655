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
class CumSumRuleTest {
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 0, 1", "-1, 1, 0", "-2, 1, 1"})
  void sumsTheOtherWay(int axis, int exclusive, int reverse, Engine engine) {
    GradientCheck.of("CumSum")
        .attribute("exclusive", exclusive)
        .attribute("reverse", reverse)
        .input(new Samples(axis).normal(2, 3, 4))
        .fixed(Tensor.of(new long[] {axis}))
        .verify(engine);
  }
}
