package org.pixelwhy.onnx.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/**
 * A graph whose every tensor has a known type and shape, because the sizes of its inputs are fixed.
 *
 * <p>Whatever the graph computed from shapes alone has become an initializer.
 *
 * @param graph the graph
 * @param types type and shape of every input, initializer and node output
 */
public record TypedGraph(Graph graph, Map<String, TensorType> types) {
  public TypedGraph {
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
  }

  /**
   * Type and shape of a tensor.
   *
   * @throws GraphException if the graph has no such tensor
   */
  public TensorType type(String tensor) {
    TensorType type = types.get(tensor);
    if (type == null) {
      throw new GraphException("the graph has no tensor '" + tensor + "'");
    }
    return type;
  }

  public Shape shape(String tensor) {
    return type(tensor).shape();
  }

  /**
   * The bytes of the tensors that are held at once when the nodes run in their order and every
   * tensor is dropped behind its last reader: inputs and outputs are counted, constants are not. A
   * runtime that works in place needs less, one that converts layouts somewhat more.
   */
  public long peakBytes() {
    Set<String> kept = new HashSet<>(graph.outputNames());
    Map<String, Integer> readers = new HashMap<>();
    graph
        .nodes()
        .forEach(n -> Graph.dependencies(n).forEach(x -> readers.merge(x, 1, Integer::sum)));
    long held = graph.inputNames().stream().mapToLong(this::bytes).sum();
    long peak = held;
    for (Node node : graph.nodes()) {
      List<String> made = node.outputs().stream().filter(x -> !x.isEmpty()).toList();
      held += made.stream().mapToLong(this::bytes).sum();
      peak = Math.max(peak, held);
      Set<String> last = new HashSet<>(made);
      last.removeAll(readers.keySet());
      Graph.dependencies(node).stream()
          .filter(x -> readers.merge(x, -1, Integer::sum) == 0)
          .forEach(last::add);
      last.removeAll(kept);
      last.removeAll(graph.initializers().keySet());
      held -= last.stream().mapToLong(this::bytes).sum();
    }
    return peak;
  }

  /** The bytes of all tensors that nodes make: what a pass holds that keeps everything. */
  public long totalBytes() {
    return graph.nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .mapToLong(this::bytes)
        .sum();
  }

  /** The bytes of all constants. */
  public long constantBytes() {
    return graph.initializers().keySet().stream().mapToLong(this::bytes).sum();
  }

  /** The bytes of a tensor; 0 where its type is not known. */
  public long bytes(String tensor) {
    TensorType type = types.get(tensor);
    return type == null ? 0 : type.shape().size() * type.type().bytes();
  }
}
