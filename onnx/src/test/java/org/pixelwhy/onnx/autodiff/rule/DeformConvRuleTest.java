package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class DeformConvRuleTest {
  /** Groups, groups of offsets, stride, dilation, padding. */
  @ParameterizedTest
  @CsvSource({"1,1,1,1,1", "2,1,1,1,0", "1,2,2,1,1", "2,2,1,2,2", "4,2,1,1,1"})
  void differentiatesImageWeightOffsetsAndMask(
      int groups, int offsetGroups, int stride, int dilation, int pad, Engine engine) {
    Samples samples = new Samples(10L * groups + offsetGroups);
    long rows = (6 + 2L * pad - 2L * dilation - 1) / stride + 1;
    long columns = (5 + 2L * pad - dilation - 1) / stride + 1;
    check(groups, offsetGroups, stride, dilation, pad)
        .input(samples.normal(2, 4, 6, 5))
        .input(samples.normal(8, 4 / groups, 3, 2))
        .input(samples.normal(2, offsetGroups * 12L, rows, columns))
        .input(samples.normal(8))
        .input(samples.normal(2, offsetGroups * 6L, rows, columns))
        .verify(engine);
  }

  private static GradientCheck check(
      int groups, int offsetGroups, int stride, int dilation, int pad) {
    return GradientCheck.of("DeformConv")
        .attribute("group", groups)
        .attribute("offset_group", offsetGroups)
        .attribute("strides", new long[] {stride, stride})
        .attribute("dilations", new long[] {dilation, dilation})
        .attribute("pads", new long[] {pad, pad, pad, pad});
  }

  @Test
  void needsNeitherBiasNorMask(Engine engine) {
    Samples samples = new Samples(3);
    check(1, 1, 1, 1, 1)
        .input(samples.normal(1, 2, 4, 4))
        .input(samples.normal(3, 2, 3, 3))
        .input(samples.normal(1, 18, 4, 4))
        .verify(engine);
  }

  @Test
  void coversImagesOfOneRow(Engine engine) {
    Samples samples = new Samples(4);
    check(1, 1, 1, 1, 1)
        .input(samples.normal(1, 2, 1, 4))
        .input(samples.normal(3, 2, 3, 3))
        .input(samples.uniform(-0.4, 0.4, 1, 18, 1, 4))
        .absent()
        .input(samples.normal(1, 9, 1, 4))
        .verify(engine);
  }
}
