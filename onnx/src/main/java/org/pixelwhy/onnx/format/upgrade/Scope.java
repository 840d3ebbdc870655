package org.pixelwhy.onnx.format.upgrade;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** What an upgrade may know about the graph around its node, and where it puts new constants. */
final class Scope {
  private final Graph graph;
  private final GraphBuilder target;
  private final Ranks ranks;
  private final boolean allFloat;

  Scope(Graph graph, GraphBuilder target, Ranks ranks, boolean allFloat) {
    this.graph = graph;
    this.target = target;
    this.ranks = ranks;
    this.allFloat = allFloat;
  }

  /** A name that no tensor has yet. */
  String fresh(String hint) {
    return target.fresh(hint);
  }

  /** The name of a new constant. */
  String constant(String hint, Tensor value) {
    return target.constant(hint, value);
  }

  /** The value of a tensor, if it is a constant. */
  Optional<Tensor> value(String tensor) {
    return Optional.ofNullable(graph.initializers().get(tensor))
        .or(() -> Optional.ofNullable(target.initializers().get(tensor)));
  }

  /** Whether float is the graph's only floating-point type. */
  boolean allFloat() {
    return allFloat;
  }

  /** The number of a tensor's axes, if it is known without running anything. */
  Optional<Integer> rank(String tensor) {
    return ranks.of(tensor);
  }

  /** Whether a tensor holds conditions, as far as that can be told without running anything. */
  boolean isCondition(String tensor) {
    Optional<DataType> declared =
        value(tensor)
            .map(Tensor::type)
            .or(
                () ->
                    graph.inputs().stream()
                        .filter(x -> x.name().equals(tensor))
                        .findFirst()
                        .flatMap(Value::type));
    if (declared.isPresent()) {
      return declared.get() == DataType.BOOL;
    }
    Optional<Node> maker = graph.producer(tensor);
    if (maker.isEmpty()) {
      return false;
    }
    Node node = maker.get();
    return switch (node.op()) {
      case "Cast" -> node.intAttribute("to", 0) == DataType.BOOL.code();
      case "CastLike", "Where" -> isCondition(node.input(1));
      default ->
          Operators.is(node, Kind.LOGIC)
              || Operators.is(node, Kind.MOVEMENT) && isCondition(node.input(0));
    };
  }

  /** Whether some node reads a tensor or it is an output of the graph. */
  boolean isUsed(String tensor) {
    return !tensor.isEmpty()
        && (!graph.consumers(tensor).isEmpty() || graph.outputNames().contains(tensor));
  }

  /** A node of the standard without attributes. */
  static Node node(String op, String output, String... inputs) {
    return Node.of(op, Arrays.asList(inputs), List.of(output), Map.of());
  }

  /** A node of the standard with one attribute. */
  static Node node(String op, Map<String, Attribute> attributes, String output, String... inputs) {
    return Node.of(op, Arrays.asList(inputs), List.of(output), attributes);
  }

  static InputException refusal(Node node, String reason) {
    return new InputException(
        Text.format("%s cannot be brought to opset %d: %s", node, Upgrader.OPSET, reason));
  }
}
