package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * The first {@code Resize} took asymmetric coordinates, rounded down where it enlarges and, in ONNX
 * Runtime, up where it shrinks.
 *
 * <p>What enlarges one axis and shrinks another, or may do so, becomes two nodes.
 */
final class ResizeCoordinates implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    String scales = node.input(1);
    if (!node.stringAttribute("mode", "nearest").equals("nearest")) {
      return List.of(resize(node, node.input(0), scales, node.output(0), "floor"));
    }
    Optional<Tensor> known = scope.value(scales);
    if (known.isPresent() && all(known.get(), false)) {
      return List.of(resize(node, node.input(0), scales, node.output(0), "floor"));
    } else if (known.isPresent() && all(known.get(), true)) {
      return List.of(resize(node, node.input(0), scales, node.output(0), "ceil"));
    }
    String one = scope.constant("one", Tensor.scalar(DataType.FLOAT, 1));
    String enlarging = scope.fresh("enlarging");
    String shrinking = scope.fresh("shrinking");
    String enlarged = scope.fresh("enlarged");
    return List.of(
        Scope.node("Max", enlarging, scales, one),
        Scope.node("Min", shrinking, scales, one),
        resize(node, node.input(0), enlarging, enlarged, "floor"),
        resize(node, enlarged, shrinking, node.output(0), "ceil"));
  }

  private static boolean all(Tensor scales, boolean shrink) {
    for (double scale : scales.toDoubles()) {
      if (shrink ? scale > 1 : scale < 1) {
        return false;
      }
    }
    return true;
  }

  private static Node resize(
      Node node, String data, String scales, String output, String rounding) {
    return node.withInputs(List.of(data, "", scales))
        .withOutputs(List.of(output))
        .with("coordinate_transformation_mode", Attribute.of("asymmetric"))
        .with("nearest_mode", Attribute.of(rounding));
  }
}
