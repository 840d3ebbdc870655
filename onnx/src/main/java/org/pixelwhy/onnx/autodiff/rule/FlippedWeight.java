package org.pixelwhy.onnx.autodiff.rule;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The weight of a convolution's transpose: [M,C/g,k...] becomes [C,M/g,k...], every kernel turned
 * end to start.
 */
final class FlippedWeight {
  private FlippedWeight() {}

  /** Appends the flipped weight: as a constant if the weight's value is known, else as nodes. */
  static String of(Ops ops, String weight, Shape shape, long groups, Optional<Tensor> value) {
    return value
        .filter(known -> known.type() == DataType.FLOAT)
        .map(known -> ops.constant(flipped(known, (int) groups)))
        .orElseGet(() -> nodes(ops, weight, shape, groups));
  }

  /** The flipped weight of floats, shared with all who need it. */
  private static Tensor flipped(Tensor weight, int groups) {
    return weight.derived("flipped in " + groups, known -> flip(known, groups));
  }

  /** The flipped weight of floats. */
  static Tensor flip(Tensor weight, int groups) {
    Shape shape = weight.shape();
    int outer = (int) shape.dim(0) / groups;
    int inner = (int) shape.dim(1);
    int kernel = outer * inner == 0 ? 0 : weight.size() / (groups * outer * inner);
    FloatBuffer source = weight.bytes().asFloatBuffer();
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, shape);
    FloatBuffer target = bytes.asFloatBuffer();
    float[] row = new float[outer * kernel];
    for (int group = 0; group < groups; group++) {
      for (int c = 0; c < inner; c++) {
        for (int m = 0, at = 0; m < outer; m++) {
          int last = ((group * outer + m) * inner + c + 1) * kernel - 1;
          for (int k = 0; k < kernel; k++) {
            row[at++] = source.get(last - k);
          }
        }
        target.put(row);
      }
    }
    return Tensor.of(DataType.FLOAT, flippedShape(shape, groups), bytes);
  }

  /** The weight [M,end-start,k...] of some input channels of a weight of floats. */
  static Tensor channels(Tensor weight, long start, long end) {
    Shape shape = weight.shape().with(1, end - start);
    int kernel = (int) (weight.size() / (weight.shape().dim(0) * weight.shape().dim(1)));
    int row = (int) (weight.shape().dim(1) * kernel);
    FloatBuffer source = weight.bytes().asFloatBuffer();
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, shape);
    FloatBuffer target = bytes.asFloatBuffer();
    for (int m = 0; m < shape.dim(0); m++) {
      int first = m * row + (int) start * kernel;
      target.put(source.slice(first, (int) (end - start) * kernel));
    }
    return Tensor.of(DataType.FLOAT, shape, bytes);
  }

  private static Shape flippedShape(Shape shape, long groups) {
    return shape.with(0, shape.dim(1) * groups).with(1, shape.dim(0) / groups);
  }

  private static String nodes(Ops ops, String weight, Shape shape, long groups) {
    int rank = shape.rank() - 2;
    long[] split =
        LongStream.concat(
                LongStream.of(groups, shape.dim(0) / groups), Arrays.stream(shape.dims()).skip(1))
            .toArray();
    long[] swap = IntStream.range(0, rank + 3).asLongStream().toArray();
    swap[1] = 2;
    swap[2] = 1;
    String swapped =
        ops.reshape(
            ops.transpose(ops.reshape(weight, Shape.of(split)), swap), flippedShape(shape, groups));
    long[] backwards = LongStream.generate(() -> -1).limit(rank).toArray();
    long[] beforeFirst = LongStream.generate(() -> Long.MIN_VALUE).limit(rank).toArray();
    return rank == 0
        ? swapped
        : ops.slice(swapped, backwards, beforeFirst, Convolution.spatialAxes(rank), backwards);
  }
}
