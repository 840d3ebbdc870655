package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/** Positions along one axis. */
final class AxisIndices {
  private AxisIndices() {}

  /** Constant indices, those that count from the end made to count from zero. */
  static long[] fromZero(long[] indices, long extent) {
    return Arrays.stream(indices).map(i -> i < 0 ? i + extent : i).toArray();
  }

  /** A vector of indices, one per position of an axis, repeated to a whole shape. */
  static String repeated(Ops ops, String indices, Shape shape, int axis) {
    long[] alongAxis = LongArrays.filled(shape.rank(), 1);
    alongAxis[axis] = shape.dim(axis);
    return ops.expand(ops.reshape(indices, alongAxis), shape);
  }
}
