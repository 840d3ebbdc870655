package org.pixelwhy.onnx.raise;

import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Tensor;

/**
 * A tensor times a constant plus a constant, of which either or both may be missing.
 *
 * @param core name of the tensor; nobody else reads it where there is a constant
 */
record Affine(String core, Optional<Tensor> scale, Optional<Tensor> shift) {
  /** The longest such end of a part. */
  static Affine endingAt(Node last, Rewriting graph) {
    Affine shifted = part(last, "Add", graph);
    Optional<Node> product = graph.producer(shifted.core());
    Affine scaled =
        product.isPresent() && (product.get() == last || graph.isInner(shifted.core()))
            ? part(product.get(), "Mul", graph)
            : new Affine(shifted.core(), Optional.empty(), Optional.empty());
    return new Affine(scaled.core(), scaled.scale(), shifted.shift());
  }

  /** One operation with a constant, if it is one; else the node's own output. */
  private static Affine part(Node node, String op, Rewriting graph) {
    String whole = node.output(0);
    for (int i = 0; i < 2 && node.domain().isEmpty() && node.op().equals(op); i++) {
      Optional<Tensor> constant = graph.constant(node.input(i));
      if (constant.isPresent() && graph.isInner(node.input(1 - i))) {
        boolean adds = op.equals("Add");
        return new Affine(
            node.input(1 - i),
            adds ? Optional.empty() : constant,
            adds ? constant : Optional.empty());
      }
    }
    return new Affine(whole, Optional.empty(), Optional.empty());
  }

  boolean isPlain() {
    return scale.isEmpty() && shift.isEmpty();
  }
}
