package org.pixelwhy.onnx.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class WindowPlannerTest {
  /** Blocks whose every convolution reads all that its block has given before. */
  private static TypedGraph dense(Engine engine, int blocks, int layers) {
    GraphBuilder builder =
        Graph.builder("dense", 21).input(Value.of("x", DataType.FLOAT, 1, 1, 32, 32));
    Map<String, Attribute> pads = Map.of("pads", Attribute.ofInts(1, 1, 1, 1));
    Map<String, Attribute> channels = Map.of("axis", Attribute.of(1));
    String last = "x";
    for (int block = 0; block < blocks; block++) {
      List<String> parts = new ArrayList<>(List.of(last));
      for (int layer = 0; layer < layers; layer++) {
        String name = block + "." + layer;
        builder.add(Node.of("Concat", parts, List.of(name + "c"), channels));
        builder.initializer(name + "w", Tensor.filled(DataType.FLOAT, 0.1, 1, layer + 1, 3, 3));
        builder.add(Node.of("Conv", List.of(name + "c", name + "w"), List.of(name), pads));
        parts.add(name);
      }
      last = parts.get(layers);
    }
    Graph graph = builder.outputs(List.of(last)).build();
    return new ShapeProbe(engine).probe(graph, Map.of());
  }

  /** How many schemes are tried for a changed pixel. */
  private static int trials(TypedGraph typed) {
    List<String> outputs = typed.graph().outputNames();
    WindowPlanner planner =
        new WindowPlanner(WindowAnalysis.of(WindowTask.forward(typed, "x", outputs)));
    Box all = Box.whole(typed.shape(outputs.get(0)));
    WindowScheme scheme = planner.scheme(new long[] {1, 1}, Map.of(outputs.get(0), all));
    assertTrue(scheme.cost().effort() > 0);
    return planner.trials();
  }

  @Test
  void planningOfDenseSkipsDoesNotGrowWithTheSquareOfTheGraph(Engine engine) {
    TypedGraph typed = dense(engine, 10, 30);
    long concats = typed.graph().nodes().stream().filter(n -> n.op().equals("Concat")).count();
    assertEquals(300, concats);
    long looks = typed.graph().nodes().stream().mapToLong(n -> n.inputs().size()).sum();
    assertTrue(trials(typed) * looks <= 100_000 + looks);
  }

  @Test
  void everyDivisionOfAnOrdinaryGraphIsTried(Engine engine) {
    TypedGraph typed = dense(engine, 4, 3);
    WindowPlanner planner =
        new WindowPlanner(
            WindowAnalysis.of(WindowTask.forward(typed, "x", typed.graph().outputNames())));
    int candidates = planner.candidates().size();
    assertTrue(candidates > 20);
    assertTrue(trials(typed) > candidates);
  }
}
