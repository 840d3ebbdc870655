package org.pixelwhy.onnx.autodiff.rule;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class PadRuleTest {

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cropsOrPadsTheGradientOfConstantPadding(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    verify(samples, "constant", samples.integer(1, 4), true, engine);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void foldsBackTheBordersOfOtherModes(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    String mode = List.of("reflect", "edge", "wrap").get((int) (seed % 3));
    verify(samples, mode, samples.integer(1, 3), seed >= 30, engine);
  }

  private static void verify(Samples samples, String mode, int rank, boolean crops, Engine engine) {
    long[] dims = new long[rank];
    long[] pads = new long[2 * rank];
    for (int a = 0; a < rank; a++) {
      dims[a] = samples.integer(3, 5);
      pads[a] = samples.integer(crops ? -1 : 0, 2);
      pads[rank + a] = crops && pads[a] <= 0 ? samples.integer(-1, 0) : samples.integer(0, 2);
    }
    GradientCheck check =
        GradientCheck.of("Pad")
            .attribute("mode", mode)
            .input(samples.normal(dims))
            .fixed(Tensor.vector(pads))
            .steps(1, 1e-11);
    if (mode.equals("constant") && samples.random().nextBoolean()) {
      check.input(samples.normal());
    }
    check.verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant", "reflect", "edge", "wrap"})
  void padsOnlyTheAxesGiven(String mode, Engine engine) {
    GradientCheck.of("Pad")
        .attribute("mode", mode)
        .input(new Samples(4).normal(1, 2, 4, 5))
        .fixed(Tensor.vector(2, 1, 3, 0))
        .absent()
        .fixed(Tensor.vector(-1, 2))
        .steps(1, 1e-11)
        .verify(engine);
  }
}
