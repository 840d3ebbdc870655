package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/** Rewrites a node so that it means the same under a newer version of its operator. */
@FunctionalInterface
interface Upgrade {
  /**
   * The nodes that replace a node; together they make the same outputs.
   *
   * @throws org.pixelwhy.tensor.InputException if newer versions cannot express the node
   */
  List<Node> apply(Node node, Scope scope);
}
