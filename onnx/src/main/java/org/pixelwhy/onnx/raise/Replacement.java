package org.pixelwhy.onnx.raise;

import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;

/**
 * What takes the place of a part of a graph.
 *
 * @param last the node that made the part's result, which is replaced; what it read is dropped
 *     where nothing else reads it
 * @param maker gives the node that now makes the result, and adds to the builder what that reads
 */
record Replacement(Node last, Maker maker) {
  /** Makes the new node. */
  interface Maker {
    Node make(GraphBuilder builder, String result);
  }
}
