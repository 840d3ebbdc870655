package org.pixelwhy.onnx.window.rule;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Node;

/**
 * What a rule appends a node for a piece of its output to.
 *
 * <p>Several pieces of one size are stacked along the batch axis, each at a place of its own, which
 * is known when the graph runs.
 */
public interface PieceContext {
  WindowNode at();

  Ops ops();

  /** Number of pieces. */
  int batch();

  /** Names of the pieces of the node's inputs; empty where an input is not given. */
  List<String> inputs();

  /** Appends the node with the pieces in the place of its inputs. */
  default void appendSame() {
    append(at().node().withInputs(inputs()));
  }

  /** Appends a variant of the node that makes the same outputs. */
  void append(Node variant);

  /** Name of the vector {@code [1]} of the piece's extent along a windowed axis. */
  String extent(int axis);

  /** Name of the positions {@code [batch,1,...]} at which the pieces start along an axis. */
  String starts(int axis);
}
