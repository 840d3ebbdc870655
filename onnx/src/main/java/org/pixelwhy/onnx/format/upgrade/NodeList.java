package org.pixelwhy.onnx.format.upgrade;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Nodes in the place of one, in the order in which they are computed. */
final class NodeList {
  private final Scope scope;
  private final List<Node> nodes = new ArrayList<>();

  NodeList(Scope scope) {
    this.scope = scope;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  void add(Node node) {
    nodes.add(node);
  }

  /** Appends an operator; gives the name of its output. */
  String op(String op, String... inputs) {
    return op(op, Map.of(), inputs);
  }

  /** Appends an operator; attribute values are what {@link Attribute#from} takes. */
  String op(String op, Map<String, ?> attributes, String... inputs) {
    String output = scope.fresh(op);
    add(op, attributes, List.of(output), inputs);
    return output;
  }

  /** Appends an operator whose outputs have these names. */
  void add(String op, Map<String, ?> attributes, List<String> outputs, String... inputs) {
    Map<String, Attribute> converted = new TreeMap<>();
    attributes.forEach((name, value) -> converted.put(name, Attribute.from(value)));
    nodes.add(Node.of(op, Arrays.asList(inputs), outputs, converted));
  }

  /** Gives a tensor another name. */
  void name(String tensor, String name) {
    add("Identity", Map.of(), List.of(name), tensor);
  }

  /** Name of a number of the type of a tensor. */
  String number(double value, String like) {
    String number = scope.constant("number", Tensor.scalar(DataType.FLOAT, value));
    return scope.allFloat() ? number : op("CastLike", number, like);
  }

  String longs(long... values) {
    return scope.constant("longs", Tensor.vector(values));
  }

  /** An extent of a tensor, {@code [1]}. */
  String extent(String tensor, int axis) {
    Map<String, Integer> bounds = Map.of("start", axis, "end", axis + 1);
    return op("Shape", axis == -1 ? Map.of("start", -1) : bounds, tensor);
  }

  /** How the numbers of rows and of columns compare, {@code [rows,columns]}. */
  String compared(String op, String rows, String columns) {
    return op(
        op, op("Unsqueeze", range(rows), longs(1)), op("Unsqueeze", range(columns), longs(0)));
  }

  private String range(String extent) {
    String zero = scope.constant("zero", Tensor.scalar(DataType.INT64, 0));
    String one = scope.constant("one", Tensor.scalar(DataType.INT64, 1));
    return op("Range", zero, op("Squeeze", extent), one);
  }

  /** The last call's node writes this tensor instead. */
  void rename(String from, String to) {
    Node last = nodes.remove(nodes.size() - 1);
    if (!last.outputs().equals(List.of(from))) {
      throw new IllegalStateException(from + " is not what the last node makes");
    }
    nodes.add(last.withOutputs(List.of(to)));
  }
}
