package org.pixelwhy.onnx.blocked;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The node that a rule writes anew.
 *
 * @param node the node as it is in plain layout
 * @param typed its graph
 * @param forms the layouts that its inputs are there in
 * @param ops appends operators that know of no layout
 * @param blocked appends operators of the blocked layout
 */
record Site(Node node, TypedGraph typed, Forms forms, Ops ops, BlockedOps blocked) {
  Shape inputShape(int i) {
    return typed.shape(node.input(i));
  }

  Shape outputShape(int i) {
    return typed.shape(node.output(i));
  }

  /** The value of input i, if it is a constant of the graph. */
  Optional<Tensor> constant(int i) {
    return Optional.ofNullable(typed.graph().initializers().get(node.input(i)));
  }

  /** Whether input i is there in blocked layout. */
  boolean isBlocked(int i) {
    return forms.isBlocked(node.input(i));
  }

  /** Whether input i is there in blocked layout and holds numbers, not conditions. */
  boolean isBlockedFloat(int i) {
    return isBlocked(i) && typed.type(node.input(i)).type() == DataType.FLOAT;
  }

  /** Name of input i in blocked layout. */
  String blockedInput(int i) {
    return forms.blocked(node.input(i));
  }

  /** Name of input i in plain layout. */
  String plainInput(int i) {
    return forms.plain(node.input(i));
  }

  /** Whether a tensor may be held in blocked layout. */
  boolean fits(String tensor) {
    return blocked.fits(typed.type(tensor));
  }

  /** Says that these nodes need not be written any more: what they make was made along. */
  void absorb(List<Node> nodes) {
    nodes.forEach(forms::absorb);
  }

  /** Hands over output i in blocked layout. */
  void makeBlocked(int i, String name) {
    forms.madeBlocked(node.output(i), name);
  }

  /** Hands over output i in plain layout. */
  void makePlain(int i, String name) {
    blocked.name(name, node.output(i));
  }
}
