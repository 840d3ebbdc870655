package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Float only and linear in each input, like Conv. */
@ExtendWith(EngineExtension.class)
class ConvTransposeRuleTest {
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
    long channels = groups * samples.integer(1, 3);
    long outer = samples.integer(1, 3);
    GradientCheck check =
        window
            .describe(GradientCheck.of("ConvTranspose"))
            .attribute("group", groups)
            .input(samples.normal(window.inputShape(samples.integer(1, 3), channels)))
            .input(samples.normal(window.kernelShape(channels, outer)))
            .input(samples.normal(groups * outer));
    if (window.autoPad().equals("NOTSET") && samples.random().nextBoolean()) {
      check.attribute("output_padding", outputPadding(samples, window));
    }
    check.inFloat(STEP, TOLERANCE).verify(engine);
  }

  private static long[] outputPadding(Samples samples, RandomWindow window) {
    long[] padding = new long[window.kernel().length];
    for (int i = 0; i < padding.length; i++) {
      // The standard also allows up to the dilation, which ONNX Runtime 1.29 refuses.
      padding[i] = samples.integer(0, (int) window.strides()[i] - 1);
    }
    return padding;
  }

  @ParameterizedTest
  @CsvSource({
    "NOTSET, 8, 9",
    "SAME_UPPER, 8, 9",
    "SAME_LOWER, 8, 9",
    "SAME_UPPER, 10, 7",
    "NOTSET, 12, 12"
  })
  void makesTheOutputShapeThatIsAskedFor(String autoPad, long height, long width, Engine engine) {
    Samples samples = new Samples(height);
    GradientCheck.of("ConvTranspose")
        .attribute("output_shape", new long[] {height, width})
        .attribute("auto_pad", autoPad)
        .attribute("strides", new long[] {2, 2})
        .input(samples.normal(2, 3, 5, 5))
        .input(samples.normal(3, 2, 3, 3))
        .input(samples.normal(2))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @ParameterizedTest(name = "groups | strides | dilations | pads: {0} | {1} | {2} | {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1,1 | 1,1 | 0,0,0,0",
        "1 | 2,2 | 1,1 | 1,0,0,1",
        "2 | 1,3 | 2,1 | 1,2,0,1",
        "3 | 2,2 | 1,2 | 0,1,2,0",
        "1 | 3,2 | 2,3 | 2,2,1,0",
        "6 | 2,2 | 1,1 | 1,1,1,1"
      })
  void agreesWithPlainLoops(
      long groups, String strideText, String dilationText, String padText, Engine engine) {
    Samples samples = new Samples(groups);
    long[] strides = longs(strideText);
    long[] dilations = longs(dilationText);
    long[] pads = longs(padText);
    Tensor x = samples.normal(2, 12, 6, 5).as(DataType.FLOAT);
    Tensor weight = samples.normal(12, 2, 3, 2).as(DataType.FLOAT);
    Map<String, Object> attributes =
        Map.of(
            "group", groups,
            "strides", strides,
            "dilations", dilations,
            "pads", pads,
            "output_padding", new long[] {strides[0] - 1, 0});
    SingleNode node = new SingleNode("ConvTranspose", attributes, List.of(x, weight));
    Tensor dy = samples.normal(node.outputShape(engine)).as(DataType.FLOAT);
    double[] expected =
        new NaiveConvolution(weight, groups, strides, dilations, pads).apply(dy, x.shape().dims());
    assertArrayEquals(expected, node.gradient(engine, dy).toDoubles(), 1e-4);
  }

  private static long[] longs(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }
}
