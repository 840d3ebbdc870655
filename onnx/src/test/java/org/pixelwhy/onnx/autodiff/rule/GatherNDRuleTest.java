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
class GatherNDRuleTest {

  static LongStream seeds() {
    return LongStream.range(0, 30);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addsUpWhatWasRead(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    int rank = samples.integer(1, 4);
    long[] dims = new long[rank];
    Arrays.setAll(dims, a -> samples.integer(2, 4));
    int batchAxes = samples.integer(0, rank - 1);
    int length = samples.integer(1, rank - batchAxes);
    long[] shape = new long[batchAxes + samples.integer(0, 2) + 1];
    Arrays.setAll(shape, a -> a < batchAxes ? dims[a] : samples.integer(1, 3));
    shape[shape.length - 1] = length;
    long[] indices = new long[(int) Shape.of(shape).size()];
    for (int i = 0; i < indices.length; i++) {
      int extent = (int) dims[batchAxes + i % length];
      indices[i] = samples.integer(-extent, extent - 1);
    }
    Tensor tuples = Tensor.of(indices, shape);
    GradientCheck check =
        GradientCheck.of("GatherND")
            .attribute("batch_dims", batchAxes)
            .input(samples.normal(dims))
            .steps(1, 1e-12);
    (seed % 2 == 0 ? check.fixed(tuples) : check.fed(tuples)).verify(engine);
  }
}
