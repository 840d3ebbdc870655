package org.pixelwhy.onnx.window.rule;

import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * A node as a rule sees it.
 *
 * @param node the node
 * @param typed the graph that it is in
 * @param axes number of windowed axes, which are a tensor's last ones
 * @param origins nodes of the forward pass that made inputs of this graph, by name of the input
 */
public record WindowNode(Node node, TypedGraph typed, int axes, Map<String, Node> origins) {
  /** Rank of tensors that have windows: batch, channel, and the windowed axes. */
  public int rank() {
    return axes + 2;
  }

  public Shape input(int i) {
    return typed.shape(node.input(i));
  }

  public Shape output() {
    return output(0);
  }

  public Shape output(int i) {
    return typed.shape(node.output(i));
  }

  /** The value of input {@code i}, if it is a constant. */
  public Optional<Tensor> constant(int i) {
    return Optional.ofNullable(typed.graph().initializers().get(node.input(i)));
  }

  /** The node that makes a tensor, in this graph or in the forward pass before it. */
  public Optional<Node> origin(String tensor) {
    return typed.graph().producer(tensor).or(() -> Optional.ofNullable(origins.get(tensor)));
  }

  /** Extent of a windowed axis of a tensor's shape; 1 where the shape has no such axis. */
  public long extent(Shape shape, int axis) {
    int place = shape.rank() - axes + axis;
    return place < 0 ? 1 : shape.dim(place);
  }

  /** Whether input and output have batch, channels and the windowed axes. */
  public boolean isImageToImage() {
    return input(0).rank() == rank() && output().rank() == rank();
  }
}
