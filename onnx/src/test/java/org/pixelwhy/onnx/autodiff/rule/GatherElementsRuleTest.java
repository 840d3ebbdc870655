package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class GatherElementsRuleTest {

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

    long[] shape = dims.clone();
    Arrays.setAll(
        shape, a -> a == axis ? samples.integer(1, 6) : samples.integer(1, (int) dims[a]));

    long[] indices = new long[(int) Shape.of(shape).size()];
    Arrays.setAll(indices, i -> samples.integer((int) -dims[axis], (int) dims[axis] - 1));
    GradientCheck.of("GatherElements")
        .attribute("axis", samples.random().nextBoolean() ? axis : axis - rank)
        .input(samples.normal(dims))
        .fed(Tensor.of(indices, shape))
        .steps(1, 1e-12)
        .verify(engine);
  }
}
