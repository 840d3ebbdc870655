package org.pixelwhy.attribution.cam;

import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Shape;

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
    return total(ops.mul(weights, a));
  }

  /** The sum over all features, {@code [1,1,h,w]}. */
  String total(String features) {
    return ops.reduceSum(features, true, 1);
  }
}
