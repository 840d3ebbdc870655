package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;

/**
 * The Sigmoid or Softmax that ends a graph, behind nothing but nodes that move values.
 *
 * @param node the activation
 * @param moves the nodes from there to the output, first to last
 */
record FinalActivation(Node node, List<Node> moves) {
  private static final Set<String> ACTIVATIONS = Set.of("Sigmoid", "Softmax");
  private static final Set<String> MOVES =
      Set.of("Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Cast", "Dropout");

  /** The activation that an output went through last, if there is one in the graph. */
  static Optional<FinalActivation> of(Graph graph, String output) {
    List<Node> moves = new ArrayList<>();
    Optional<Node> node = graph.producer(output);
    while (node.isPresent() && MOVES.contains(node.get().op())) {
      moves.add(0, node.get());
      node = graph.producer(node.get().input(0));
    }
    return node.filter(n -> n.domain().isEmpty() && ACTIVATIONS.contains(n.op()))
        .map(n -> new FinalActivation(n, moves));
  }

  Activation kind() {
    return node.op().equals("Sigmoid") ? Activation.SIGMOID : Activation.SOFTMAX;
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
