package org.pixelwhy.onnx.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

class TypedGraphTest {
  private static final long TENSOR = 4 * 10;

  private static TypedGraph typed(GraphBuilder builder, String... tensors) {
    TensorType ten = new TensorType(DataType.FLOAT, Shape.of(10));
    Map<String, TensorType> types = new HashMap<>();
    List.of(tensors).forEach(tensor -> types.put(tensor, ten));
    return new TypedGraph(builder.build(), types);
  }

  private static GraphBuilder start() {
    return Graph.builder("g", 20).input(Value.of("x", DataType.FLOAT, 10));
  }

  private static Node relu(String from, String to) {
    return Node.of("Relu", List.of(from), List.of(to), Map.of());
  }

  @Test
  void aChainHoldsTwoTensorsAtATime() {
    GraphBuilder chain =
        start().add(relu("x", "a")).add(relu("a", "b")).add(relu("b", "c")).tap("c");
    assertEquals(2 * TENSOR, typed(chain, "x", "a", "b", "c").peakBytes());
  }

  @Test
  void whatIsReadLaterAndWhatIsAnOutputIsHeldUntilThen() {
    Node sum = Node.of("Add", List.of("c", "a"), List.of("d"), Map.of());
    GraphBuilder skip =
        start().add(relu("x", "a")).add(relu("a", "b")).add(relu("b", "c")).add(sum);
    assertEquals(3 * TENSOR, typed(skip.tap("d"), "x", "a", "b", "c", "d").peakBytes());
    assertEquals(4 * TENSOR, typed(skip.tap("b"), "x", "a", "b", "c", "d").peakBytes());
  }

  @Test
  void constantsAreNotCounted() {
    Node sum = Node.of("Add", List.of("x", "w"), List.of("y"), Map.of());
    GraphBuilder weighted = start().initializer("w", Tensor.of(new float[10], 10)).add(sum);
    assertEquals(2 * TENSOR, typed(weighted.tap("y"), "x", "w", "y").peakBytes());
  }
}
