package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class GatherRuleTest {

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addsUpWhatWasRead(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    int rank = samples.integer(1, 4);
    long[] dims = new long[rank];
    for (int a = 0; a < rank; a++) {
      dims[a] = samples.integer(2, 5);
    }
    int axis = samples.integer(0, rank - 1);

    long[] shape = new long[samples.integer(0, 3)];
    Arrays.setAll(shape, i -> samples.integer(1, 3));
    Tensor indices = indices(samples, (int) dims[axis], shape);
    for (boolean constant : new boolean[] {true, false}) {
      GradientCheck check =
          GradientCheck.of("Gather")
              .attribute("axis", samples.random().nextBoolean() ? axis : axis - rank)
              .input(samples.normal(dims))
              .steps(1, 1e-12);
      (constant ? check.fixed(indices) : check.fed(indices)).verify(engine);
    }
  }

  private static Tensor indices(Samples samples, int extent, long... shape) {
    long[] indices = new long[(int) Shape.of(shape).size()];
    Arrays.setAll(indices, i -> samples.integer(-extent, extent - 1));
    return Tensor.of(indices, shape);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,1,2,3,4,5,6,7",
        "7,6,5,4,3,2,1,0",
        "3,1,0,2,7,6,5,4",
        "2,3,4",
        "5,1,7",
        "0,0,1,2,2",
        "1,1,1,1",
        "6,0,6,1,6,2,6,3",
        "-1,-3,2"
      })
  void servesEveryPatternOfConstantIndices(String text, Engine engine) {
    long[] indices = Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    GradientCheck.of("Gather")
        .attribute("axis", 1)
        .input(new Samples(1).normal(2, 8, 3))
        .fixed(Tensor.vector(indices).as(DataType.INT32))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
