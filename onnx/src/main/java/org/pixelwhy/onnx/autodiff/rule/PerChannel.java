package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * One number for each channel of a tensor: weights [C] and sums [C].
 *
 * @param shape the tensor's shape, [N,C,...]
 */
record PerChannel(Shape shape) {
  /** Gives weights [C] the shape [C,1,...], which broadcasts over the tensor. */
  String broadcast(Ops ops, String weights) {
    if (shape.rank() == 2) {
      return weights;
    }
    long[] dims = new long[shape.rank() - 1];
    Arrays.fill(dims, 1);
    dims[0] = shape.dim(1);
    return ops.reshape(weights, Shape.of(dims));
  }

  /** Sums the tensor over everything but its channels, to [C]. */
  String sum(Ops ops, String tensor) {
    return ops.reduceSum(tensor, false, otherAxes());
  }

  long[] otherAxes() {
    return LongStream.range(0, shape.rank()).filter(axis -> axis != 1).toArray();
  }
}
