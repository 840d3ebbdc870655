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
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ScatterElementsRuleTest {

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
    for (int a = 0; a < rank; a++) {
      dims[a] = samples.integer(2, 5);
    }
    int axis = samples.integer(0, rank - 1);

    long[] shape = dims.clone();
    // Overwriting one element twice is undefined: without reduction, one index per line is enough.
    Arrays.setAll(
        shape,
        a -> a == axis ? (adds ? samples.integer(1, 6) : 1) : samples.integer(1, (int) dims[a]));
    long[] indices = new long[(int) Shape.of(shape).size()];
    Arrays.setAll(indices, i -> samples.integer((int) -dims[axis], (int) dims[axis] - 1));
    GradientCheck.of("ScatterElements")
        .attribute("axis", axis)
        .attribute("reduction", adds ? "add" : "none")
        .input(samples.normal(dims))
        .fed(Tensor.of(indices, shape))
        .input(samples.normal(shape))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mul", "min", "max"})
  void refusesOtherReductions(String reduction, Engine engine) {
    GradientCheck check =
        GradientCheck.of("ScatterElements")
            .attribute("reduction", reduction)
            .input(new Samples(1).normal(3))
            .fixed(Tensor.vector(1))
            .input(new Samples(2).normal(1));
    UnsupportedOperatorException refusal =
        assertThrows(UnsupportedOperatorException.class, () -> check.verify(engine));
    assertTrue(refusal.getMessage().contains("reduction '" + reduction + "'"), refusal::getMessage);
  }
}
