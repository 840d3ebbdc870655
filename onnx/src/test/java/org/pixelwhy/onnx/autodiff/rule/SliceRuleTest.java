package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.GradientCheck;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class SliceRuleTest {

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void putsTheGradientBackForRandomSlices(long seed, Engine engine) {
    Samples samples = new Samples(seed);
    int rank = samples.integer(1, 4);
    long[] dims = new long[rank];
    List<Long> axes = new ArrayList<>();
    for (int a = 0; a < rank; a++) {
      dims[a] = samples.integer(2, 7);
      if (samples.integer(0, 2) > 0) {
        axes.add((long) (samples.random().nextBoolean() ? a : a - rank));
      }
    }
    long[] starts = new long[axes.size()];
    long[] ends = new long[axes.size()];
    long[] steps = new long[axes.size()];
    for (int i = 0; i < starts.length; i++) {
      int extent = (int) dims[Math.floorMod(axes.get(i), rank)];
      boolean backward = samples.random().nextBoolean();
      int low = samples.integer(0, extent - 1);
      int high = samples.integer(low, extent - 1);
      starts[i] = fromEndOrBeyond(samples, backward ? high : low, extent, !backward && low == 0);
      ends[i] =
          backward
              ? low == 0 ? -extent - samples.integer(1, 9) : low - 1
              : high == extent - 1 ? extent + samples.integer(0, 9) : high + 1 - extent;
      steps[i] = samples.integer(1, 3) * (backward ? -1 : 1);
    }
    GradientCheck.of("Slice")
        .input(samples.normal(dims))
        .fixed(Tensor.vector(starts))
        .fixed(Tensor.vector(ends))
        .fixed(Tensor.vector(axes.stream().mapToLong(Long::longValue).toArray()))
        .fixed(Tensor.vector(steps))
        .steps(1, 1e-12)
        .verify(engine);
  }

  private static long fromEndOrBeyond(Samples samples, int at, int extent, boolean first) {
    return switch (samples.integer(0, 2)) {
      case 0 -> at;
      case 1 -> at - extent;
      default -> first ? -extent - 5 : at;
    };
  }

  @Test
  void slicesLeadingAxesWhereNoneAreGiven(Engine engine) {
    GradientCheck.of("Slice")
        .input(new Samples(1).normal(5, 6, 2))
        .fixed(Tensor.vector(1, -4))
        .fixed(Tensor.vector(4, Long.MAX_VALUE))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void clampsAStartBeyondTheEndOfAReversedSlice(Engine engine) {
    GradientCheck.of("Slice")
        .input(new Samples(2).normal(3, 7))
        .fixed(Tensor.vector(100))
        .fixed(Tensor.vector(Long.MIN_VALUE))
        .fixed(Tensor.vector(1))
        .fixed(Tensor.vector(-2))
        .steps(1, 1e-12)
        .verify(engine);
  }

  @Test
  void givesZerosForAnEmptySlice(Engine engine) {
    GradientCheck.of("Slice")
        .input(new Samples(3).normal(3, 4))
        .fixed(Tensor.vector(2))
        .fixed(Tensor.vector(2))
        .verify(engine);
  }
}
