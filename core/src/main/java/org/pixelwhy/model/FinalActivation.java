package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * The Sigmoid, Softmax or LogSoftmax that ends a graph, behind nothing but nodes that move values.
 *
 * @param node the activation
 * @param moves the nodes from there to the output, first to last
 * @param over the axis over which a Softmax runs; empty for a Sigmoid
 * @param classes the axis of the classes there; empty where it cannot be followed so far
 */
record FinalActivation(Node node, List<Node> moves, OptionalInt over, OptionalInt classes) {
  /**
   * The activation that an output went through last, if there is one in the graph.
   *
   * @param typed types and shapes for some size of the image
   * @param classAxis the axis of the classes in the output
   */
  static Optional<FinalActivation> of(
      Graph graph, TypedGraph typed, String output, OptionalInt classAxis) {
    List<Node> moves = new ArrayList<>();
    MovedAxis axis = new MovedAxis(graph, typed, classAxis);
    Optional<Node> node = graph.producer(output);
    while (node.isPresent() && axis.moves(node.get())) {
      moves.add(0, node.get());
      axis = axis.before(node.get());
      node = graph.producer(node.get().input(0));
    }
    if (node.isEmpty() || !node.get().domain().isEmpty()) {
      return Optional.empty();
    }
    Node last = node.get();
    OptionalInt classes = axis.axis();
    return switch (last.op()) {
      case "Sigmoid" -> Optional.of(new FinalActivation(last, moves, OptionalInt.empty(), classes));
      case "Softmax", "LogSoftmax" ->
          Optional.ofNullable(typed.types().get(last.output(0)))
              .map(type -> type.shape().axis(last.intAttribute("axis", -1)))
              .map(over -> new FinalActivation(last, moves, OptionalInt.of(over), classes));
      default -> Optional.empty();
    };
  }

  /** Whether it makes probabilities of the classes: a Softmax over another axis does not. */
  boolean isOfClasses() {
    return over.isEmpty() || over.equals(classes);
  }

  /** Why it is left where it is. */
  String left(Shape shape) {
    return Text.format(
        "%s runs over axis %d (of %d values), not over the classes%s: it is left in the network,"
            + " and is no final activation",
        node,
        over.getAsInt(),
        shape.dim(over.getAsInt()),
        classes.isPresent() ? Text.format(" (axis %d)", classes.getAsInt()) : "");
  }

  Activation kind() {
    return node.op().equals("Sigmoid") ? Activation.SIGMOID : Activation.SOFTMAX;
  }

  /** Whether what it gives are logarithms of probabilities. */
  boolean isLogarithm() {
    return node.op().equals("LogSoftmax");
  }

  /** Appends a way around the activation; gives the name of the output that did not take it. */
  String bypass(GraphBuilder builder) {
    String tensor = node.input(0);
    for (Node move : moves) {
      List<String> inputs = new ArrayList<>(move.inputs());
      inputs.set(0, tensor);
      tensor = builder.add(move.op(), inputs, move.attributes());
    }
    return tensor;
  }
}
