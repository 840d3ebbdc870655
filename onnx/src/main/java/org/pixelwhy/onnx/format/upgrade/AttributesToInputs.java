package org.pixelwhy.onnx.format.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Attributes became inputs, such as the axes of {@code Squeeze}.
 *
 * <p>Lists and whole numbers become vectors; a single float becomes a scalar of the element type of
 * the node's first input.
 *
 * @param firstInput the position of the first attribute among the inputs
 * @param attributes the attributes, in the order of their inputs
 */
record AttributesToInputs(int firstInput, List<String> attributes) implements Upgrade {

  static AttributesToInputs of(int firstInput, String... attributes) {
    return new AttributesToInputs(firstInput, List.of(attributes));
  }

  @Override
  public List<Node> apply(Node node, Scope scope) {
    List<Node> nodes = new ArrayList<>();
    List<String> inputs = new ArrayList<>(node.inputs().subList(0, firstInput));
    for (String name : attributes) {
      Attribute value = node.attributes().get(name);
      inputs.add(value == null ? "" : input(node, name, value, scope, nodes));
    }
    while (inputs.get(inputs.size() - 1).isEmpty()) {
      inputs.remove(inputs.size() - 1);
    }
    nodes.add(node.withInputs(inputs).without(attributes.toArray(String[]::new)));
    return nodes;
  }

  private static String input(
      Node node, String name, Attribute value, Scope scope, List<Node> nodes) {
    if (value instanceof Attribute.Ints ints) {
      return scope.constant(name, Tensor.vector(ints.toArray()));
    } else if (value instanceof Attribute.IntValue number) {
      return scope.constant(name, Tensor.vector(number.value()));
    } else if (value instanceof Attribute.Floats floats) {
      float[] values = new float[floats.values().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = floats.values().get(i);
      }
      return scope.constant(name, Tensor.of(values, values.length));
    } else if (value instanceof Attribute.FloatValue number) {
      String scalar = scope.constant(name, Tensor.scalar(DataType.FLOAT, number.value()));
      return scope.allFloat() ? scalar : cast(scalar, node.input(0), scope, nodes);
    }
    throw Scope.refusal(node, Text.format("its attribute '%s' is of the wrong kind", name));
  }

  private static String cast(String scalar, String like, Scope scope, List<Node> nodes) {
    String output = scope.fresh(scalar);
    nodes.add(Scope.node("CastLike", output, scalar, like));
    return output;
  }
}
