package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * What is refused before the runtime sees it: graphs that leave nothing, and those that need too
 * much.
 */
@ExtendWith(EngineExtension.class)
class BoundsTest {
  private static final Value ANY_SIZE =
      new Value(
          "t0",
          Optional.of(DataType.FLOAT),
          Optional.of(
              List.of(
                  Dimension.of(1), Dimension.of(1), Dimension.symbol("h"), Dimension.symbol("w"))));

  private static Graph pooled(int pools) {
    GraphBuilder builder = Graph.builder("pooled", 21).input(ANY_SIZE);
    Map<String, Attribute> halved =
        Map.of(
            "kernel_shape", new Attribute.Ints(List.of(2L, 2L)),
            "strides", new Attribute.Ints(List.of(2L, 2L)));
    for (int i = 0; i < pools; i++) {
      builder.add(Node.of("MaxPool", List.of("t" + i), List.of("t" + (i + 1)), halved));
    }
    return builder.tap("t" + pools).build();
  }

  private static Map<String, Shape> side(int side) {
    return Map.of("t0", Shape.of(1, 1, side, side));
  }

  @Test
  void theSmallestSizeIsTheOneOfWhichSomethingIsLeft(Engine engine) {
    ShapeProbe probe = new ShapeProbe(engine);
    for (int pools = 1; pools < 6; pools++) {
      int least = 1 << pools;
      Graph graph = pooled(pools);
      InputException refused =
          assertThrows(InputException.class, () -> probe.probe(graph, side(least - 1)));
      String expected = "at least " + least + " x " + least + " pixels";
      assertTrue(refused.getMessage().contains(expected), refused::getMessage);
      assertEquals(
          Shape.of(1, 1, 1, 1), probe.probe(graph, side(least)).types().get("t" + pools).shape());
    }
  }

  @Test
  void slicesOfEveryKindAreFollowedAsTheRuntimeCuts(Engine engine) {
    long[][] cuts = {{1, -1, 1}, {0, 9, 2}, {-3, 99, 1}, {-1, -9, -1}, {5, 0, -2}, {2, 3, 7}};
    for (long[] cut : cuts) {
      Graph graph = sliced(cut);
      for (int size = 1; size < 12; size++) {
        Map<String, Shape> input = side(size);
        long left = new ShapeProbe(engine).probe(graph, input).types().get("y").shape().dim(2);
        Graph pooled = pooledAfter(graph, left + 1);
        InputException refused =
            assertThrows(InputException.class, () -> new ShapeProbe(engine).probe(pooled, input));
        assertTrue(refused.getMessage().contains("leaves nothing"), refused::getMessage);
        if (left > 0) {
          new ShapeProbe(engine).probe(pooledAfter(graph, left), input);
        }
      }
    }
  }

  /** A window along the sliced axis that fits so many rows. */
  private static Graph pooledAfter(Graph sliced, long rows) {
    Map<String, Attribute> window = Map.of("kernel_shape", new Attribute.Ints(List.of(rows, 1L)));
    return sliced
        .edit()
        .outputs(List.of())
        .add(Node.of("MaxPool", List.of("y"), List.of("z"), window))
        .tap("z")
        .build();
  }

  private static Graph sliced(long[] cut) {
    return Graph.builder("sliced", 21)
        .input(ANY_SIZE)
        .initializer("start", Tensor.vector(cut[0]))
        .initializer("end", Tensor.vector(cut[1]))
        .initializer("axis", Tensor.vector(2))
        .initializer("step", Tensor.vector(cut[2]))
        .add(
            Node.of("Slice", List.of("t0", "start", "end", "axis", "step"), List.of("y"), Map.of()))
        .tap("y")
        .build();
  }

  @Test
  void tensorsThatAreNeededTogetherMustFit() {
    Graph graph = pooled(2);
    Map<String, TensorType> types =
        Map.of(
            "t1", new TensorType(DataType.FLOAT, Shape.of(1, 1, 16, 16)),
            "t2", new TensorType(DataType.FLOAT, Shape.of(1, 1, 8, 8)));
    MemoryCheck.require(graph, types, 1024 + 256);
    InputException refused =
        assertThrows(InputException.class, () -> MemoryCheck.require(graph, types, 1024 + 255));
    assertTrue(refused.getMessage().contains("'t2'"), refused::getMessage);
  }

  @Test
  void weightsStayAndCount() {
    Graph graph = pooled(2).edit().initializer("w", Tensor.of(new float[25], 25)).build();
    Map<String, TensorType> types =
        Map.of("t1", new TensorType(DataType.FLOAT, Shape.of(1, 1, 16, 16)));
    MemoryCheck.require(graph, types, 1024 + 100);
    InputException refused =
        assertThrows(InputException.class, () -> MemoryCheck.require(graph, types, 1024 + 99));
    assertTrue(refused.getMessage().contains("allow more"), refused::getMessage);
  }

  @Test
  void aTensorThatNobodyNeedsAnyMoreMakesRoom() {
    Graph graph = pooled(3);
    TensorType kilobyte = new TensorType(DataType.FLOAT, Shape.of(1, 1, 16, 16));
    MemoryCheck.require(graph, Map.of("t1", kilobyte, "t2", kilobyte, "t3", kilobyte), 2048);
  }
}
