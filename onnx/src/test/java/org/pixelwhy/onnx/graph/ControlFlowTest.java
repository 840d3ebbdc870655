package org.pixelwhy.onnx.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ControlFlowTest {
  private static final Tensor X = Tensor.of(new float[] {1, -2, 3}, 3);

  @Test
  void aConstantBranchIsInlined(Engine engine) {
    for (boolean condition : new boolean[] {true, false}) {
      GraphBuilder builder = branching();
      builder.initializer("condition", Tensor.of(new boolean[] {condition}));
      Graph unrolled = check(engine, builder.build(), "y");
      assertTrue(unrolled.nodes().stream().noneMatch(node -> node.op().equals("If")));
    }
  }

  /** Relu of x, or its negative, with a name inside that also occurs outside. */
  private static GraphBuilder branching() {
    return Graph.builder("branching", 21)
        .input(Value.of("x", DataType.FLOAT, 3))
        .add(Node.of("Abs", List.of("x"), List.of("t_1"), Map.of()))
        .add(
            Node.of(
                "If",
                List.of("condition"),
                List.of("chosen"),
                Map.of("then_branch", body("Relu"), "else_branch", body("Neg"))))
        .add(Node.of("Add", List.of("chosen", "t_1"), List.of("y"), Map.of()))
        .tap("y");
  }

  private static Attribute body(String op) {
    return Attribute.from(
        Graph.builder(op, 21)
            .add(Node.of(op, List.of("x"), List.of("t"), Map.of()))
            .add(Node.of("Exp", List.of("t"), List.of("u"), Map.of()))
            .tap("u")
            .buildBody());
  }

  @Test
  void aBranchThatPassesAnOuterTensorOnBecomesIdentity(Engine engine) {
    Graph passing = Graph.builder("pass", 21).tap("x").buildBody();
    Graph graph =
        Graph.builder("g", 21)
            .input(Value.of("x", DataType.FLOAT, 3))
            .initializer("condition", Tensor.of(new boolean[] {true}))
            .add(
                Node.of(
                    "If",
                    List.of("condition"),
                    List.of("y"),
                    Map.of("then_branch", Attribute.from(passing), "else_branch", body("Neg"))))
            .tap("y")
            .build();
    Graph unrolled = ControlFlow.unroll(graph);
    assertArrayEquals(X.toFloats(), run(engine, unrolled, "y"));
  }

  @Test
  void aBranchOnTheInputsValuesStays() {
    Graph graph = branching().input(Value.of("condition", DataType.BOOL)).build();
    assertSame(graph, ControlFlow.unroll(graph));
  }

  @Test
  void aBranchOnTheInputsShapeIsInlinedByTheProbe(Engine engine) {
    GraphBuilder builder = branching();
    builder.initializer("three", Tensor.vector(3));
    builder.add(Node.of("Shape", List.of("x"), List.of("shape"), Map.of()));
    builder.add(Node.of("Equal", List.of("shape", "three"), List.of("condition"), Map.of()));
    Graph graph = builder.build();
    Graph probed = new ShapeProbe(engine).probe(graph, Map.of()).graph();
    assertEquals(
        List.of("Abs", "Add", "Exp", "Relu"),
        probed.nodes().stream().map(Node::op).sorted().toList());
    assertArrayEquals(run(engine, graph, "y"), run(engine, probed, "y"));
  }

  @Test
  void aLoopCarriesValuesAndCollectsOthers(Engine engine) {
    Graph unrolled = check(engine, looping(4).build(), "last");
    check(engine, looping(4).build(), "all");
    assertTrue(unrolled.nodes().stream().noneMatch(node -> node.op().equals("Loop")));
  }

  @Test
  void aLoopThatGrowsBeyondMeasureIsRefused() {
    Graph graph = looping(100_000).build();
    GraphException refusal = assertThrows(GraphException.class, () -> ControlFlow.unroll(graph));
    assertTrue(refusal.getMessage().contains("cannot be unrolled"), refusal.getMessage());
  }

  /** v = v * 0.5 + i, count times; every v is collected. */
  private static GraphBuilder looping(long count) {
    Graph body =
        Graph.builder("body", 21)
            .input(Value.of("i", DataType.INT64))
            .input(Value.of("go", DataType.BOOL))
            .input(Value.of("v", DataType.FLOAT, 3))
            .initializer("half", Tensor.scalar(DataType.FLOAT, 0.5))
            .add(Node.of("Cast", List.of("i"), List.of("f"), Map.of("to", Attribute.of(1))))
            .add(Node.of("Mul", List.of("v", "half"), List.of("m"), Map.of()))
            .add(Node.of("Add", List.of("m", "f"), List.of("w"), Map.of()))
            .add(Node.of("Identity", List.of("go"), List.of("goOn"), Map.of()))
            .add(Node.of("Identity", List.of("w"), List.of("scan"), Map.of()))
            .tap("goOn")
            .tap("w")
            .tap("scan")
            .buildBody();
    return Graph.builder("looping", 21)
        .input(Value.of("x", DataType.FLOAT, 3))
        .initializer("count", Tensor.scalar(DataType.INT64, count))
        .add(
            Node.of(
                "Loop",
                List.of("count", "", "x"),
                List.of("last", "all"),
                Map.of("body", Attribute.from(body))))
        .tap("last")
        .tap("all");
  }

  private static Graph check(Engine engine, Graph graph, String output) {
    Graph unrolled = ControlFlow.unroll(graph);
    assertArrayEquals(run(engine, graph, output), run(engine, unrolled, output));
    return unrolled;
  }

  private static float[] run(Engine engine, Graph graph, String output) {
    try (Program program = engine.compile(graph)) {
      return program.run(Map.of("x", X)).get(output).toFloats();
    }
  }
}
