package org.pixelwhy.onnx.format.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Tensor;

/** Scale and bias were given per group {@code [G]}; now per channel {@code [C]}. */
final class GroupNormalizationScale implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    List<Node> nodes = new ArrayList<>();
    String groups = scope.constant("groups", Tensor.vector(node.intAttribute("num_groups", 1)));
    String channels = scope.fresh("channels");
    String each = scope.fresh("channels_per_group");
    String shape = scope.fresh("shape");
    nodes.add(
        Scope.node(
            "Shape",
            Map.of("start", Attribute.of(1), "end", Attribute.of(2)),
            channels,
            node.input(0)));
    nodes.add(Scope.node("Div", each, channels, groups));
    nodes.add(Scope.node("Concat", Map.of("axis", Attribute.of(0)), shape, groups, each));
    List<String> inputs =
        List.of(
            node.input(0),
            perChannel(node.input(1), shape, scope, nodes),
            perChannel(node.input(2), shape, scope, nodes));
    nodes.add(node.withInputs(inputs));
    return nodes;
  }

  private static String perChannel(String values, String shape, Scope scope, List<Node> nodes) {
    String column = scope.fresh(values);
    String expanded = scope.fresh(values);
    String flat = scope.fresh(values);
    String last = scope.constant("axis", Tensor.vector(1));
    String all = scope.constant("all", Tensor.vector(-1));
    nodes.add(Scope.node("Unsqueeze", column, values, last));
    nodes.add(Scope.node("Expand", expanded, column, shape));
    nodes.add(Scope.node("Reshape", flat, expanded, all));
    return flat;
  }
}
