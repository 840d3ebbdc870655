package org.pixelwhy.onnx.autodiff.rule;

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

/**
 * Exists in float only. With |x| from 0.2 to 2, a step of 0.01 errs by the square of the step times
 * a third derivative of up to 25, and by float rounding of 1e-7 / 0.01: 0.5 % covers both.
 */
@ExtendWith(EngineExtension.class)
class LpPoolRuleTest {
  private static final double STEP = 0.01;
  private static final double TOLERANCE = 5e-3;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithDifferencesForRandomAttributes(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    RandomWindow window = RandomWindow.of(samples, 1 + (int) (seed % 3));
    window
        .describe(GradientCheck.of("LpPool"))
        .attribute("ceil_mode", window.ceilMode(samples))
        .attribute("p", samples.integer(1, 3))
        .input(samples.awayFromZero(window.inputShape(samples.integer(1, 2), 2)))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void servesWholeChannels(int p, Engine engine) {
    GradientCheck.of("GlobalLpPool")
        .attribute("p", p)
        .input(new Samples(p).awayFromZero(2, 3, 4, 5))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }

  @Test
  void isZeroWhereTheWholeWindowIsZero(Engine engine) {
    GradientCheck.of("LpPool")
        .attribute("kernel_shape", new long[] {2})
        .attribute("strides", new long[] {2})
        .input(new Samples(1).uniform(0, 0, 1, 1, 4))
        .inFloat(STEP, TOLERANCE)
        .verify(engine);
  }
}
