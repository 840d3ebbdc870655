package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
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
class MaxPoolRuleTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 45);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithDifferencesForRandomAttributes(long seed, Engine engine) {
    check(seed).verify(engine);
  }

  /**
   * The values lie 0.1 apart, so that a step of 0.04 changes no maximum; MaxPool is linear then.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithDifferencesInFloat(long seed, Engine engine) {
    check(seed).inFloat(0.04, 1e-3).verify(engine);
  }

  private static GradientCheck check(long seed) {
    Samples samples = new Samples(seed);
    int rank = 1 + (int) (seed % 3);
    RandomWindow window = RandomWindow.of(samples, rank);
    GradientCheck check = window.describe(GradientCheck.of("MaxPool"));
    check.attribute("ceil_mode", window.ceilMode(samples));
    return check
        .attribute("storage_order", samples.integer(0, 1))
        .input(samples.distinct(window.inputShape(samples.integer(1, 2), samples.integer(1, 3))));
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6, 7})
  void servesWindowsThatShareNoCell(long size, Engine engine) {
    GradientCheck.of("MaxPool")
        .attribute("kernel_shape", new long[] {2, 2})
        .attribute("strides", new long[] {2, 3})
        .input(new Samples(size).distinct(2, 3, size, size + 1))
        .inFloat(0.04, 1e-3)
        .verify(engine);
  }

  @Test
  void sendsTheGradientToTheFirstOfEqualMaxima(Engine engine) {
    float[] gradient =
        gradient(engine, new long[] {2, 2}, Tensor.of(new float[8], 1, 1, 2, 4), 3, 5);
    assertArrayEquals(new float[] {3, 0, 5, 0, 0, 0, 0, 0}, gradient);
  }

  @Test
  void addsWhatSeveralWindowsSendToOneCell(Engine engine) {
    Tensor image = Tensor.of(new float[] {0, 9, 0, 0, 0, 0}, 1, 1, 2, 3);
    float[] gradient = gradient(engine, new long[] {1, 1}, image, 3, 5);
    assertArrayEquals(new float[] {0, 8, 0, 0, 0, 0}, gradient);
  }

  private static float[] gradient(Engine engine, long[] strides, Tensor image, float... seed) {
    Map<String, Object> attributes = Map.of("kernel_shape", new long[] {2, 2}, "strides", strides);
    return new SingleNode("MaxPool", attributes, List.of(image))
        .gradient(engine, Tensor.of(seed, 1, 1, 1, seed.length))
        .toFloats();
  }
}
