package org.pixelwhy.server.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;

class LayerLinksTest {
  @Test
  void whatIsNotDrawnIsPassedThroughAndWhatIsDrawnIsNot() {
    GraphBuilder builder = Graph.builder("u", 17);
    builder.input(Value.of("x", DataType.FLOAT, 1, 1, 8, 8));
    builder.add(Node.of("Relu", List.of("x"), List.of("wide"), Map.of()));
    builder.add(Node.of("Abs", List.of("wide"), List.of("between"), Map.of()));
    builder.add(Node.of("Relu", List.of("between"), List.of("deep"), Map.of()));
    builder.add(Node.of("Neg", List.of("deep"), List.of("up"), Map.of()));
    builder.add(Node.of("Add", List.of("up", "wide"), List.of("joined"), Map.of()));
    builder.add(Node.of("Relu", List.of("joined"), List.of("last"), Map.of()));
    Graph graph = builder.tap("last").build();
    assertEquals(
        Map.of("wide", Set.of(), "deep", Set.of("wide"), "last", Set.of("deep", "wide")),
        LayerLinks.of(graph, Set.of("wide", "deep", "last")));
  }
}
