package org.pixelwhy.onnx.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
}
