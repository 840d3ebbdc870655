package org.pixelwhy.onnx.precision;

import java.util.function.UnaryOperator;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Shape;

/**
 * The node that is composed anew.
 *
 * @param ops appends operators; its numbers are double
 * @param node the node as it is in float
 * @param typed its graph
 * @param wide name in double of a tensor
 */
record Site(Ops ops, Node node, TypedGraph typed, UnaryOperator<String> wide) {
  String input(int i) {
    return wide.apply(node.input(i));
  }

  Shape inputShape(int i) {
    return typed.shape(node.input(i));
  }

  Shape outputShape() {
    return typed.shape(node.output(0));
  }
}
