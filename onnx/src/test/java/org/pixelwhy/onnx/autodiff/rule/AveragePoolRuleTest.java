package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

/** AveragePool exists in float only, and is linear: a step of 1 costs no accuracy. */
@ExtendWith(EngineExtension.class)
class AveragePoolRuleTest {
  private static final double STEP = 1;
  private static final double TOLERANCE = 1e-5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 45);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithDifferencesForRandomAttributes(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    int rank = 1 + (int) (seed % 3);
    RandomWindow window = RandomWindow.of(samples, rank);
    GradientCheck check = window.describe(GradientCheck.of("AveragePool"));
    check.attribute("ceil_mode", window.ceilMode(samples));
    check
        .attribute("count_include_pad", samples.integer(0, 1))
        .input(samples.normal(window.inputShape(samples.integer(1, 2), samples.integer(1, 3))))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void servesWindowsThatTileTheInput(int rank, Engine engine) {
    long[] kernel = {2, 3, 2};
    long[] shape = {2, 3, 4, 6, 4};
    GradientCheck.of("AveragePool")
        .attribute("kernel_shape", Arrays.copyOf(kernel, rank))
        .attribute("strides", Arrays.copyOf(kernel, rank))
        .input(new Samples(rank).normal(Arrays.copyOf(shape, rank + 2)))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @ParameterizedTest
  @CsvSource({
    "SAME_UPPER, 1, 3",
    "SAME_LOWER, 1, 3",
    "SAME_UPPER, 2, 5",
    "SAME_LOWER, 2, 5",
    "SAME_LOWER, 1, 2"
  })
  void servesAutomaticPaddingOfWindowsThatSkipCells(
      String autoPad, int kernel, int stride, Engine engine) {
    Samples samples = new Samples(stride);
    GradientCheck.of("AveragePool")
        .attribute("auto_pad", autoPad)
        .attribute("strides", new long[] {stride, stride})
        .input(samples.normal(2, 2, 6, 10))
        .attribute("kernel_shape", new long[] {kernel, kernel})
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }
}
