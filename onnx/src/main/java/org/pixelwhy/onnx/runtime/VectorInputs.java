package org.pixelwhy.onnx.runtime;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * Inputs that hold a number for each axis: shapes, scales, pads, bounds. A kernel of ONNX Runtime
 * copies the scales of Resize without asking how many there are, and destroys its own stack.
 */
final class VectorInputs {
  private static final int MOST = 64;

  private static final Map<String, List<Integer>> PLACES =
      Map.ofEntries(
          Map.entry("Resize", List.of(1, 2, 3)),
          Map.entry("Upsample", List.of(1)),
          Map.entry("Slice", List.of(1, 2, 3, 4)),
          Map.entry("Pad", List.of(1, 3)),
          Map.entry("Reshape", List.of(1)),
          Map.entry("Expand", List.of(1)),
          Map.entry("Tile", List.of(1)),
          Map.entry("ConstantOfShape", List.of(0)),
          Map.entry("Unsqueeze", List.of(1)),
          Map.entry("Squeeze", List.of(1)));

  private VectorInputs() {}

  /**
   * @throws InputException if such an input is known to be no short vector
   */
  static void require(Graph graph, Map<String, TensorType> types) {
    for (Node node : graph.nodes()) {
      List<Integer> places =
          node.domain().isEmpty() ? PLACES.getOrDefault(node.op(), List.of()) : List.of();
      places.stream().filter(node::hasInput).forEach(i -> require(node, i, types));
    }
  }

  private static void require(Node node, int i, Map<String, TensorType> types) {
    TensorType type = types.get(node.input(i));
    if (type != null && (type.shape().rank() > 1 || type.shape().size() > MOST)) {
      throw new InputException(
          Text.format(
              "%s takes a number for each axis as input %d, found a tensor of shape %s; export the"
                  + " model again",
              node, i, type.shape()));
    }
  }
}
