package org.pixelwhy.onnx.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Removes what no output needs. */
final class Pruning {
  private Pruning() {}

  static void prune(Set<Node> nodes, Set<String> initializers, Set<String> outputs) {
    Map<String, Node> producers = new HashMap<>();
    for (Node node : nodes) {
      node.outputs().forEach(output -> producers.put(output, node));
    }
    Set<Node> keptNodes = new HashSet<>();
    Set<String> needed = new HashSet<>(outputs);
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      Node producer = producers.get(open.pop());
      if (producer != null && keptNodes.add(producer)) {
        for (String input : Graph.dependencies(producer)) {
          if (needed.add(input)) {
            open.push(input);
          }
        }
      }
    }
    nodes.retainAll(keptNodes);
    initializers.retainAll(needed);
  }
}
