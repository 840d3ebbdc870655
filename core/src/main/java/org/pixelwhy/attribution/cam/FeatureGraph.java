package org.pixelwhy.attribution.cam;

import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * Appends what the formulas of class activation maps are made of; {@link FeatureMaps} as nodes.
 *
 * @param a name of a layer's features {@code [1,F,h,w]}
 * @param g name of the gradient of the target with respect to them
 */
record FeatureGraph(Ops ops, String a, String g, Shape shape) {
  /** h * w. */
  long positions() {
    return shape.size() / (shape.dim(0) * shape.dim(1));
  }

  /** The sum of each feature over its positions, {@code [1,F,1,1]}. */
  String sum(String features) {
    return ops.reduceSum(features, true, LongStream.range(2, shape.rank()).toArray());
  }

  /** {@code sum over f of weights_f * A_f}, {@code [1,1,h,w]}, for weights {@code [1,F,1,1]}. */
  String weighted(String weights) {
    // A product of matrices adds up many features several times faster than Mul and ReduceSum.
    String row = ops.reshape(weights, -1, 1, shape.dim(1));
    String map = ops.matmul(row, ops.reshape(a, -1, shape.dim(1), positions()));
    long[] dims = shape.with(1, 1).dims();
    dims[0] = -1;
    return ops.reshape(map, dims);
  }

  /** The sum over all features, {@code [1,1,h,w]}. */
  String total(String features) {
    return ops.reduceSum(features, true, 1);
  }
}
