package org.pixelwhy.model;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * A decision that a network takes itself at its end, by ArgMax, a threshold or rounding: no
 * gradient passes it, but what it decides upon is there to be read.
 *
 * @param node that decides
 * @param before the tensor that it reads
 * @param classes the axis of the classes there, where the node shows it
 * @param threshold which values are foreground from here on; empty where the greatest one wins
 */
record HardEnd(Node node, String before, OptionalInt classes, Optional<Double> threshold) {
  /** What may follow a decision without changing it: places, types, and a factor such as 255. */
  private static final Set<String> FOLLOWS =
      Set.of("Identity", "Cast", "Squeeze", "Unsqueeze", "Reshape", "Flatten", "Transpose", "Mul");

  /** The decision that makes an output, if one does. */
  static Optional<HardEnd> of(Graph graph, TypedGraph typed, String output) {
    Optional<Node> node = graph.producer(output);
    while (node.isPresent() && follows(graph, node.get())) {
      String read = node.get().input(0);
      boolean factorFirst = graph.initializers().containsKey(read);
      node = graph.producer(factorFirst ? node.get().input(1) : read);
    }
    return node.filter(last -> last.domain().isEmpty())
        .flatMap(last -> decision(graph, typed, last))
        .filter(
            end ->
                Optional.ofNullable(typed.types().get(end.before()))
                    .map(type -> type.type().isFloating())
                    .orElse(false));
  }

  private static boolean follows(Graph graph, Node node) {
    boolean factor =
        !node.op().equals("Mul")
            || node.inputs().stream().filter(graph.initializers()::containsKey).count() == 1;
    return node.domain().isEmpty() && FOLLOWS.contains(node.op()) && factor;
  }

  private static Optional<HardEnd> decision(Graph graph, TypedGraph typed, Node node) {
    return switch (node.op()) {
      case "ArgMax", "Hardmax" -> {
        TensorType type = typed.types().get(node.input(0));
        long axis = node.intAttribute("axis", node.op().equals("ArgMax") ? 0 : -1);
        yield Optional.ofNullable(type)
            .map(
                read ->
                    new HardEnd(
                        node,
                        node.input(0),
                        OptionalInt.of(read.shape().axis(axis)),
                        Optional.empty()));
      }
      case "Round" -> Optional.of(above(node, node.input(0), 0.5));
      case "Greater", "GreaterOrEqual" -> threshold(graph, node, 0);
      case "Less", "LessOrEqual" -> threshold(graph, node, 1);
      case "Where" -> chosen(graph, typed, node);
      default -> Optional.empty();
    };
  }

  private static HardEnd above(Node node, String before, double threshold) {
    return new HardEnd(node, before, OptionalInt.empty(), Optional.of(threshold));
  }

  /**
   * Foreground is what lies above a number; {@code number < x} is the same as {@code x > number}.
   */
  private static Optional<HardEnd> threshold(Graph graph, Node node, int value) {
    return number(graph, node.input(1 - value))
        .map(number -> above(node, node.input(value), number));
  }

  /** One number where a condition holds, and a smaller one elsewhere. */
  private static Optional<HardEnd> chosen(Graph graph, TypedGraph typed, Node where) {
    Optional<Double> yes = number(graph, where.input(1));
    Optional<Double> no = number(graph, where.input(2));
    return yes.isPresent() && no.isPresent() && yes.get() > no.get()
        ? of(graph, typed, where.input(0))
        : Optional.empty();
  }

  private static Optional<Double> number(Graph graph, String tensor) {
    Tensor value = graph.initializers().get(tensor);
    return value != null && value.size() == 1 ? Optional.of(value.get(0)) : Optional.empty();
  }

  /** What is said of it. */
  String note(String output) {
    return Text.format(
        "output '%s' is decided by %s, which no gradient passes: '%s', which that reads, is"
            + " explained instead",
        output, node, before);
  }
}
