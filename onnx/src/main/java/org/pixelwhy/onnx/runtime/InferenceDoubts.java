package org.pixelwhy.onnx.runtime;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Finds the nodes for which the runtime's shape inference and its kernels are known to disagree, so
 * that their shapes are measured instead.
 *
 * <p>A pooling with {@code ceil_mode} whose last window would begin behind the image: kernels leave
 * it out, inference counts it. A Resize by scales where rounding the product in single or in double
 * precision makes a difference.
 */
final class InferenceDoubts {
  private InferenceDoubts() {}

  /** The tensors whose inferred shape is in doubt: what such nodes give, and all that follows. */
  static Set<String> of(Graph graph, Map<String, TensorType> types) {
    Set<String> doubtful = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (types.containsKey(node.input(0)) && isDoubtful(graph, node, types)) {
        doubtful.addAll(node.outputs());
      }
    }
    return doubtful.isEmpty() ? Set.of() : graph.descendants(doubtful);
  }

  private static boolean isDoubtful(Graph graph, Node node, Map<String, TensorType> types) {
    if (Operators.is(node, Kind.POOLING) && node.intAttribute("ceil_mode", 0) == 1) {
      return true;
    }
    Tensor scales = graph.initializers().get(node.input(2));
    return node.op().equals("Resize")
        && !node.hasInput(3)
        && (scales == null || dependsOnRounding(types.get(node.input(0)).shape(), scales));
  }

  private static boolean dependsOnRounding(Shape input, Tensor scales) {
    if (scales.size() != input.rank()) {
      return true;
    }
    for (int axis = 0; axis < input.rank(); axis++) {
      float scale = (float) scales.get(axis);
      long single = (long) (scale * input.dim(axis));
      long wide = (long) Math.floor((double) scale * input.dim(axis));
      if (single != wide) {
        return true;
      }
    }
    return false;
  }
}
