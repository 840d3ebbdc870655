package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * Conv exists in float only. It is linear in each input, so that a step of 1 costs no accuracy, and
 * differences are exact but for the rounding of float sums of up to some hundred products.
 */
@ExtendWith(EngineExtension.class)
class ConvRuleTest {
  private static final double STEP = 1;
  private static final double TOLERANCE = 2e-5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 45);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithDifferencesForRandomAttributes(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    int rank = 1 + (int) (seed % 3);
    RandomWindow window = RandomWindow.of(samples, rank);
    long groups = samples.integer(1, 3);
    long inner = samples.integer(1, seed % 5 == 0 ? 12 : 3);
    long outer = groups * samples.integer(1, 3);
    GradientCheck check =
        window
            .describe(GradientCheck.of("Conv"))
            .attribute("group", groups)
            .input(samples.normal(window.inputShape(samples.integer(1, 3), groups * inner)));
    boolean constant = seed % 2 == 0;
    if (constant) {
      check.fixed(samples.normal(window.kernelShape(outer, inner)));
    } else {
      check.input(samples.normal(window.kernelShape(outer, inner))).input(samples.normal(outer));
    }
    check.inFloat(STEP, TOLERANCE).verify(engine);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void takesKernelsTooLargeToGoElementByElement(long groups, Engine engine) {
    Samples samples = new Samples(groups);
    GradientCheck.of("Conv")
        .attribute("group", groups)
        .attribute("pads", new long[] {3, 4, 2, 4})
        .attribute("strides", new long[] {2, 1})
        .attribute("dilations", new long[] {1, 2})
        .input(samples.normal(2, 2 * groups, 12, 15))
        .input(samples.normal(3 * groups, 2, 9, 6))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void cropsWhereThePaddingIsWiderThanTheWindow(long stride, Engine engine) {
    Samples samples = new Samples(stride);
    GradientCheck.of("Conv")
        .attribute("pads", new long[] {3, 1, 4, 5})
        .attribute("strides", new long[] {stride, stride})
        .input(samples.normal(2, 10, 4, 5))
        .input(samples.normal(3, 10, 2, 3))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @Test
  void servesSeparableConvolutions(Engine engine) {
    Samples samples = new Samples(3);
    GradientCheck.of("Conv")
        .attribute("group", 6)
        .attribute("pads", new long[] {1, 1, 1, 1})
        .input(samples.normal(1, 6, 7, 8))
        .input(samples.normal(6, 1, 3, 3))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @ParameterizedTest
  @CsvSource({
    "SAME_UPPER, 1, 3",
    "SAME_LOWER, 1, 3",
    "SAME_UPPER, 2, 5",
    "SAME_LOWER, 2, 5",
    "SAME_LOWER, 1, 2",
    "SAME_UPPER, 2, 4",
    "SAME_LOWER, 2, 4",
    "SAME_UPPER, 3, 6",
    "SAME_LOWER, 3, 8"
  })
  void servesAutomaticPaddingOfWindowsThatSkipCells(
      String autoPad, int kernel, int stride, Engine engine) {
    Samples samples = new Samples(stride);
    GradientCheck.of("Conv")
        .attribute("auto_pad", autoPad)
        .attribute("strides", new long[] {stride, stride})
        .input(samples.normal(2, 2, 6, 16))
        .input(samples.normal(3, 2, kernel, kernel))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @ParameterizedTest(name = "groups | strides | dilations | pads: {0} | {1} | {2} | {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1,1 | 1,1 | 0,0,0,0",
        "1 | 1,1 | 1,1 | 2,0,1,3",
        "2 | 1,1 | 2,3 | 1,2,0,1",
        "3 | 2,1 | 1,2 | 0,1,2,0",
        "1 | 3,2 | 2,1 | 2,2,1,0",
        "2 | 2,3 | 1,1 | 3,4,0,5",
        "6 | 1,1 | 1,1 | 1,1,1,1",
        "1 | 4,4 | 1,1 | 0,0,0,0",
        "4 | 1,1 | 1,1 | 5,6,7,4"
      })
  void agreesWithPlainLoops(
      long groups, String strideText, String dilationText, String padText, Engine engine) {
    Samples samples = new Samples(groups);
    long[] strides = longs(strideText);
    long[] dilations = longs(dilationText);
    long[] pads = longs(padText);
    Tensor x = samples.normal(2, 12, 11, 13).as(DataType.FLOAT);
    Tensor weight = samples.normal(12, 12 / groups, 3, 2).as(DataType.FLOAT);
    Map<String, Object> attributes =
        Map.of(
            "group", groups,
            "strides", strides,
            "dilations", dilations,
            "pads", pads);
    SingleNode node = new SingleNode("Conv", attributes, List.of(x, weight));
    Tensor dy = samples.normal(node.outputShape(engine)).as(DataType.FLOAT);
    double[] expected =
        new NaiveConvolution(weight, groups, strides, dilations, pads)
            .inputGradient(dy, x.shape().dims());
    assertArrayEquals(expected, node.gradient(engine, dy).toDoubles(), 1e-4);
  }

  private static long[] longs(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }
}
