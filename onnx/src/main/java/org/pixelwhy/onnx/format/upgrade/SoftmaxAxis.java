package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

/**
 * {@code Softmax} and its relatives once worked on all axes from the given one on, together; now on
 * that axis alone.
 *
 * <p>The two agree on the last axis; elsewhere the axes are joined before and split afterwards.
 */
final class SoftmaxAxis implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    long axis = node.intAttribute("axis", 1);
    Optional<Integer> rank = scope.rank(node.input(0));
    Node last = node.with("axis", Attribute.of(-1));
    if (axis == -1 || rank.isPresent() && axis == rank.get() - 1) {
      return List.of(last);
    }
    String shape = scope.fresh("shape");
    String flat = scope.fresh("flat");
    String result = scope.fresh(node.op());
    return List.of(
        Scope.node("Shape", shape, node.input(0)),
        Scope.node("Flatten", Map.of("axis", Attribute.of(axis)), flat, node.input(0)),
        last.withInputs(List.of(flat)).withOutputs(List.of(result)),
        Scope.node("Reshape", node.output(0), result, shape));
  }
}
