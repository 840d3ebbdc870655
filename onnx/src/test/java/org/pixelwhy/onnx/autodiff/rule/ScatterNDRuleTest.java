package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.autodiff.UnsupportedOperatorException;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ScatterNDRuleTest {

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sendsTheGradientToDataAndUpdates(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    boolean adds = seed % 2 == 0;
    int rank = samples.integer(1, 4);
    long[] dims = new long[rank];
    Arrays.setAll(dims, a -> samples.integer(2, 4));
    int length = samples.integer(1, rank);
    // Overwriting one row twice is undefined: without reduction, one row is enough.
    int rows = adds ? samples.integer(1, 5) : 1;
    long[] indices = new long[rows * length];
    Arrays.setAll(
        indices, i -> samples.integer((int) -dims[i % length], (int) dims[i % length] - 1));
    long[] updates = new long[1 + rank - length];
    updates[0] = rows;
    System.arraycopy(dims, length, updates, 1, rank - length);
    GradientCheck.of("ScatterND")
        .attribute("reduction", adds ? "add" : "none")
        .input(samples.normal(dims))
        .fed(Tensor.of(indices, rows, length))
        .input(samples.normal(updates))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mul", "min", "max"})
  void refusesOtherReductions(String reduction, Engine engine) {
    GradientCheck check =
        GradientCheck.of("ScatterND")
            .attribute("reduction", reduction)
            .input(new Samples(1).normal(3))
            .fixed(Tensor.of(new long[] {1}, 1, 1))
            .input(new Samples(2).normal(1));
    UnsupportedOperatorException refusal =
        assertThrows(UnsupportedOperatorException.class, () -> check.verify(engine));
    assertTrue(refusal.getMessage().contains("reduction '" + reduction + "'"), refusal::getMessage);
  }
}
