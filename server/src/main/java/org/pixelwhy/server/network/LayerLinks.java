package org.pixelwhy.server.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;

/** How the layers that are drawn follow each other, so that skip connections can be drawn. */
public final class LayerLinks {
  private LayerLinks() {}

  /**
   * Of each drawn tensor those that reach it without passing another drawn one.
   *
   * @param drawn names of tensors
   */
  public static Map<String, Set<String>> of(Graph graph, Set<String> drawn) {
    Map<String, Set<String>> reaching = new HashMap<>();
    Map<String, Set<String>> links = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      Set<String> from = new LinkedHashSet<>();
      for (String input : Graph.dependencies(node)) {
        from.addAll(drawn.contains(input) ? Set.of(input) : reaching.getOrDefault(input, Set.of()));
      }
      for (String output : node.outputs()) {
        if (drawn.contains(output)) {
          links.put(output, from);
        } else {
          reaching.put(output, from);
        }
      }
    }
    return links;
  }
}
