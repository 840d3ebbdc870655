package org.pixelwhy.onnx.runtime;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;

/** Small graphs for tests. */
final class Programs {
  static final long OPSET = 21;

  private Programs() {}

  /** {@code y = x + x} for x of shape [3]. */
  static Graph doubling() {
    GraphBuilder builder = Graph.builder("doubling", OPSET);
    builder.input(Value.of("x", DataType.FLOAT, 3));
    return builder.add(node("Add", "y", "x", "x")).tap("y").build();
  }

  static Node node(String op, String output, String... inputs) {
    return Node.of(op, List.of(inputs), List.of(output), Map.of());
  }
}
