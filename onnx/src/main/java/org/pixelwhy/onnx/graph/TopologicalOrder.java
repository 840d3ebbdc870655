package org.pixelwhy.onnx.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.Text;

/** Sorts nodes so that each stands behind the nodes it reads from; otherwise keeps their order. */
final class TopologicalOrder {
  private final Map<String, Node> producers = new HashMap<>();
  private final Set<Node> done = new HashSet<>();
  private final Set<Node> entered = new HashSet<>();
  private final List<Node> sorted = new ArrayList<>();
  private final Set<String> known;

  private TopologicalOrder(List<Node> nodes, Set<String> known) {
    this.known = known;
    for (Node node : nodes) {
      node.outputs().forEach(output -> producers.put(output, node));
    }
    producers.remove("");
  }

  /**
   * @param known tensors that need no node: inputs, initializers, what a body captures
   * @throws GraphException on a tensor that nothing makes, or a cycle
   */
  static List<Node> sort(List<Node> nodes, Set<String> known) {
    TopologicalOrder order = new TopologicalOrder(nodes, known);
    nodes.forEach(order::visit);
    return order.sorted;
  }

  /** Depth first, with a stack of our own: graphs of thousands of nodes in a row are common. */
  private void visit(Node start) {
    Deque<Node> stack = new ArrayDeque<>();
    stack.push(start);
    while (!stack.isEmpty()) {
      Node node = stack.peek();
      if (done.contains(node)) {
        stack.pop();
      } else if (entered.add(node)) {
        pushUnfinished(node, stack);
      } else {
        stack.pop();
        done.add(node);
        sorted.add(node);
      }
    }
  }

  private void pushUnfinished(Node node, Deque<Node> stack) {
    for (String input : Graph.dependencies(node)) {
      Node producer = producers.get(input);
      if (producer == null) {
        requireKnown(input, node);
      } else if (!done.contains(producer)) {
        if (entered.contains(producer)) {
          throw new GraphException(
              Text.format(
                  "the graph has a cycle: %s is needed to compute itself, through %s",
                  producer, cycle(producer, stack)));
        }
        stack.push(producer);
      }
    }
  }

  private String cycle(Node from, Deque<Node> stack) {
    return stack.stream()
        .filter(node -> entered.contains(node) && !done.contains(node) && !node.equals(from))
        .limit(3)
        .map(Node::toString)
        .collect(Collectors.joining(", "));
  }

  private void requireKnown(String input, Node node) {
    if (!known.contains(input)) {
      throw new GraphException(
          Text.format(
              "%s reads '%s', which is no input, no initializer and no node's output",
              node, input));
    }
  }
}
