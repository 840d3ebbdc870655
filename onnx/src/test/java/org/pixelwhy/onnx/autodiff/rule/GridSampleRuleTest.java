package org.pixelwhy.onnx.autodiff.rule;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class GridSampleRuleTest {

  @ParameterizedTest
  @CsvSource({
    "linear,zeros,0", "linear,zeros,1", "linear,border,0", "linear,border,1",
    "linear,reflection,0", "linear,reflection,1", "cubic,zeros,0", "cubic,border,1",
    "cubic,reflection,0", "cubic,reflection,1"
  })
  void differentiatesImageAndGrid(String mode, String padding, long align, Engine engine) {
    for (int seed = 0; seed < 4; seed++) {
      Samples samples = new Samples(seed);
      // Points also beyond the border; kinks at whole positions are hit with probability 0.
      GradientCheck.of("GridSample")
          .attribute("mode", mode)
          .attribute("padding_mode", padding)
          .attribute("align_corners", align)
          .input(samples.normal(2, 3, 4, 5))
          .input(samples.uniform(-2.2, 2.2, 2, 3, 4, 2))
          .steps(1e-6, 1e-7)
          .verify(engine);
    }
  }

  @ParameterizedTest
  @CsvSource({"zeros,0", "border,1", "reflection,0", "reflection,1"})
  void differentiatesVolumes(String padding, long align, Engine engine) {
    Samples samples = new Samples(align);
    GradientCheck.of("GridSample")
        .attribute("mode", "linear")
        .attribute("padding_mode", padding)
        .attribute("align_corners", align)
        .input(samples.normal(2, 2, 3, 4, 3))
        .input(samples.uniform(-1.6, 1.6, 2, 2, 3, 2, 3))
        .steps(1e-6, 1e-7)
        .verify(engine);
  }

  @ParameterizedTest
  @CsvSource({"zeros,0", "border,1", "reflection,0", "reflection,1"})
  void givesTheGridNoGradientInModeNearest(String padding, long align, Engine engine) {
    Samples samples = new Samples(align);
    GradientCheck.of("GridSample")
        .attribute("mode", "nearest")
        .attribute("padding_mode", padding)
        .attribute("align_corners", align)
        .input(samples.normal(1, 2, 4, 5))
        .input(samples.uniform(-1.8, 1.8, 1, 3, 4, 2))
        .verify(engine);
  }
}
