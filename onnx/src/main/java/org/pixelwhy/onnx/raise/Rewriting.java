package org.pixelwhy.onnx.raise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** One pass of a pattern over a graph, and what patterns may know of the graph. */
final class Rewriting {
  private final Graph graph;
  private final TypedGraph evidence;

  Rewriting(Graph graph, TypedGraph evidence) {
    this.graph = graph;
    this.evidence = evidence;
  }

  /** The graph with every part that the pattern finds replaced, the largest first. */
  Graph apply(Pattern pattern) {
    GraphBuilder builder = graph.edit();
    Set<Node> gone = new HashSet<>();
    List<Node> nodes = graph.nodes();
    boolean changed = false;
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      Optional<Replacement> found =
          gone.contains(node) || node.outputs().size() != 1
              ? Optional.empty()
              : pattern.endingAt(node, this);
      if (found.isPresent()) {
        builder.remove(node);
        Node made = found.get().maker().make(builder, node.output(0));
        builder.add(named(made, node));
        gone.addAll(onlyFor(node, made));
        changed = true;
      }
    }
    return changed ? builder.prune().build() : graph;
  }

  private static Node named(Node made, Node instead) {
    return new Node(
        instead.name(), made.domain(), made.op(), made.inputs(), made.outputs(), made.attributes());
  }

  /** The nodes that nothing needs any more once a node reads something else. */
  private Set<Node> onlyFor(Node replaced, Node made) {
    Set<Node> dropped = new HashSet<>(Set.of(replaced));
    List<Node> open = new ArrayList<>(List.of(replaced));
    while (!open.isEmpty()) {
      for (String input : open.remove(open.size() - 1).inputs()) {
        Optional<Node> maker = graph.producer(input);
        boolean needed =
            made.inputs().contains(input)
                || graph.outputNames().contains(input)
                || !dropped.containsAll(graph.consumers(input));
        if (maker.isPresent() && !needed && dropped.add(maker.get())) {
          open.add(maker.get());
        }
      }
    }
    dropped.remove(replaced);
    return dropped;
  }

  Optional<Node> producer(String tensor) {
    return graph.producer(tensor).filter(node -> node.domain().isEmpty());
  }

  /** The node that makes a tensor, if it is of this operator. */
  Optional<Node> producer(String tensor, String op) {
    return producer(tensor).filter(node -> node.op().equals(op));
  }

  List<Node> consumers(String tensor) {
    return graph.consumers(tensor);
  }

  boolean isOutput(String tensor) {
    return graph.outputNames().contains(tensor);
  }

  /** Whether nobody but one node reads a tensor. */
  boolean isInner(String tensor) {
    return graph.consumers(tensor).size() == 1 && !graph.outputNames().contains(tensor);
  }

  /** The value of a tensor that is constant, or was at the size of the evidence. */
  Optional<Tensor> constant(String tensor) {
    return Optional.ofNullable(graph.initializers().get(tensor))
        .or(() -> Optional.ofNullable(evidence.graph().initializers().get(tensor)));
  }

  /** The only number of a constant. */
  OptionalDouble number(String tensor) {
    return constant(tensor)
        .filter(value -> value.size() == 1)
        .map(value -> OptionalDouble.of(value.get(0)))
        .orElse(OptionalDouble.empty());
  }

  /** The shape at the size of the evidence. */
  Optional<Shape> shape(String tensor) {
    return Optional.ofNullable(evidence.types().get(tensor)).map(type -> type.shape());
  }

  boolean isFloat(String tensor) {
    return Optional.ofNullable(evidence.types().get(tensor))
        .filter(type -> type.type() == DataType.FLOAT)
        .isPresent();
  }
}
