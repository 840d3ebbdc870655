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
class Col2ImRuleTest {
  @ParameterizedTest
  @CsvSource({"1,1,0,0", "2,1,1,0", "1,2,0,0", "2,1,0,1"})
  void seesWhatEachBlockPutDown(int stride, int dilation, int pad, int uneven, Engine engine) {
    long rows = (6 + 2L * pad + uneven - dilation - 1) / stride + 1;
    long columns = (5 + 2L * pad - 2L * dilation - 1) / stride + 1;
    GradientCheck.of("Col2Im")
        .attribute("strides", new long[] {stride, stride})
        .attribute("dilations", new long[] {dilation, dilation})
        .attribute("pads", new long[] {pad, pad, pad + uneven, pad})
        .inFloat(1e-1, 1e-4)
        .input(new Samples(stride).normal(2, 3 * 6, rows * columns))
        .fixed(Tensor.of(new long[] {6, 5}, 2))
        .fixed(Tensor.of(new long[] {2, 3}, 2))
        .verify(engine);
  }
}
