package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.onnx.runtime.Programs.node;

import java.util.ArrayList;
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
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

@ExtendWith(EngineExtension.class)
class ShapeProbeTest {
  /** A float input of these extents; -1 stands for one that is open and named after its axis. */
  private static Value input(String name, long... dims) {
    List<Dimension> list = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      list.add(dims[i] < 0 ? Dimension.symbol("d" + i) : Dimension.of(dims[i]));
    }
    return new Value(name, Optional.of(DataType.FLOAT), Optional.of(list));
  }

  /** As exporters write it: flatten all but the first axis, by taking the shape apart. */
  private static Graph flatten() {
    GraphBuilder builder = Graph.builder("flatten", Programs.OPSET).input(input("x", -1, 3, -1, 4));
    builder.initializer("first", Tensor.vector(0));
    builder.initializer("rest", Tensor.vector(-1));
    builder.add(node("Shape", "shape", "x"));
    builder.add(node("Gather", "batch", "shape", "first"));
    builder.add(
        Node.of(
            "Concat",
            List.of("batch", "rest"),
            List.of("target"),
            Map.of("axis", Attribute.of(0))));
    builder.add(node("Reshape", "flat", "x", "target"));
    builder.add(node("Relu", "y", "flat"));
    return builder.tap("y").build();
  }

  @Test
  void whatIsComputedFromShapesAloneBecomesAConstant(Engine engine) {
    TypedGraph probed = new ShapeProbe(engine).probe(flatten(), Map.of("x", Shape.of(2, 3, 5, 4)));

    List<String> operators = probed.graph().nodes().stream().map(Node::op).toList();
    assertEquals(List.of("Reshape", "Relu"), operators);
    assertEquals(Tensor.vector(2, -1), probed.graph().initializers().get("target"));
    assertEquals(new TensorType(DataType.FLOAT, Shape.of(2, 60)), probed.type("flat"));
    assertEquals(Shape.of(2, 60), probed.shape("y"));
  }

  @Test
  void theFoldedGraphComputesTheSame(Engine engine) {
    float[] values = new float[2 * 3 * 5 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 60;
    }
    Map<String, Tensor> feeds = Map.of("x", Tensor.of(values, 2, 3, 5, 4));
    TypedGraph probed = new ShapeProbe(engine).probe(flatten(), Map.of("x", Shape.of(2, 3, 5, 4)));
    try (Program before = engine.compile(flatten());
        Program after = engine.compile(probed.graph())) {
      assertEquals(before.run(feeds), after.run(feeds));
    }
  }

  @Test
  void theShapeOperatorMayAskForAPartOfTheAxes(Engine engine) {
    Graph graph =
        Graph.builder("part", Programs.OPSET)
            .input(input("x", -1, -1, -1))
            .add(
                Node.of(
                    "Shape",
                    List.of("x"),
                    List.of("last"),
                    Map.of("start", Attribute.of(-2), "end", Attribute.of(9))))
            .tap("last")
            .build();
    TypedGraph probed = new ShapeProbe(engine).probe(graph, Map.of("x", Shape.of(2, 3, 5)));
    assertEquals(Tensor.vector(3, 5), probed.graph().initializers().get("last"));
  }

  @Test
  void shapesThatDependOnValuesAreMeasured(Engine engine) {
    Graph graph =
        Graph.builder("measured", Programs.OPSET)
            .input(input("x", 2, 3))
            .add(node("NonZero", "where", "x"))
            .tap("where")
            .build();
    TypedGraph probed = new ShapeProbe(engine).probe(graph, Map.of());
    assertEquals(new TensorType(DataType.INT64, Shape.of(2, 0)), probed.type("where"));
  }

  @Test
  void everyTensorOfTheGraphHasAType(Engine engine) {
    TypedGraph probed = new ShapeProbe(engine).probe(Programs.doubling(), Map.of());
    assertEquals(Map.of("x", probed.type("y"), "y", probed.type("x")), probed.types());
  }

  @Test
  void asksForAShapeWhereTheGraphLeavesItOpen(Engine engine) {
    ShapeProbe probe = new ShapeProbe(engine);
    Graph graph = flatten();
    InputException refused = assertThrows(InputException.class, () -> probe.probe(graph, Map.of()));
    assertEquals("input 'x float[d0,3,d2,4]' has no fixed shape; give one", refused.getMessage());
  }

  @Test
  void refusesAShapeOfTheWrongRank(Engine engine) {
    refused(engine, Shape.of(2, 3, 5));
  }

  @Test
  void refusesAShapeThatContradictsTheDeclaration(Engine engine) {
    refused(engine, Shape.of(2, 4, 5, 4));
  }

  private static void refused(Engine engine, Shape shape) {
    ShapeProbe probe = new ShapeProbe(engine);
    Graph graph = flatten();
    InputException refused =
        assertThrows(InputException.class, () -> probe.probe(graph, Map.of("x", shape)));
    assertTrue(refused.getMessage().contains("cannot have shape " + shape), refused.getMessage());
    assertTrue(refused.getMessage().contains("x float[d0,3,d2,4]"), refused.getMessage());
  }

  @Test
  void refusesASizeThatTheGraphCannotWorkWith(Engine engine) {
    Graph graph =
        Graph.builder("odd", Programs.OPSET)
            .input(input("x", -1))
            .initializer("pairs", Tensor.vector(-1, 2))
            .add(node("Reshape", "y", "x", "pairs"))
            .tap("y")
            .build();
    ShapeProbe probe = new ShapeProbe(engine);
    assertEquals(Shape.of(2, 2), probe.probe(graph, Map.of("x", Shape.of(4))).shape("y"));
    assertThrows(InputException.class, () -> probe.probe(graph, Map.of("x", Shape.of(5))));
  }

  @Test
  void measuresPoolingsWhoseLastWindowInferenceCountsAndKernelsDoNot(Engine engine) {
    GraphBuilder builder = Graph.builder("pool", Programs.OPSET).input(input("x", 1, 1, 3));
    builder.add(
        Node.of(
            "MaxPool",
            List.of("x"),
            List.of("y"),
            Map.of(
                "kernel_shape", Attribute.ofInts(2),
                "strides", Attribute.ofInts(2),
                "pads", Attribute.ofInts(1, 1),
                "ceil_mode", Attribute.of(1))));
    assertShapeIsTheKernels(engine, builder.tap("y").build(), "x", Shape.of(1, 1, 3));
  }

  @Test
  void measuresEnlargementsWhoseExtentDependsOnRounding(Engine engine) {
    GraphBuilder builder = Graph.builder("resize", Programs.OPSET).input(input("x", 1, 1, 5, 4));
    builder.initializer("scales", Tensor.of(new float[] {1, 1, 2.8f, 1}, 4));
    builder.add(node("Resize", "y", "x", "", "scales"));
    assertShapeIsTheKernels(engine, builder.tap("y").build(), "x", Shape.of(1, 1, 5, 4));
  }

  private static void assertShapeIsTheKernels(
      Engine engine, Graph graph, String input, Shape shape) {
    TypedGraph probed = new ShapeProbe(engine).probe(graph, Map.of(input, shape));
    try (Program program = engine.compile(graph)) {
      Tensor computed =
          program
              .run(Map.of(input, Tensor.filled(DataType.FLOAT, 1, shape.dims())))
              .get(graph.outputNames().get(0));
      assertEquals(computed.tensorType(), probed.type(graph.outputNames().get(0)));
    }
  }

  /** As exporters write it that fold no constants. */
  @Test
  void scalesThatAResizePutsTogetherBecomeAConstant(Engine engine) {
    GraphBuilder builder = Graph.builder("resize", Programs.OPSET).input(input("x", 1, 3, -1, -1));
    builder.initializer("ones", Tensor.of(new float[] {1, 1}, 2));
    builder.initializer("twos", Tensor.of(new float[] {2, 2}, 2));
    Map<String, Attribute> axis = Map.of("axis", Attribute.of(0));
    builder.add(Node.of("Concat", List.of("ones", "twos"), List.of("scales"), axis));
    builder.add(node("Resize", "y", "x", "", "scales"));
    TypedGraph probed =
        new ShapeProbe(engine).probe(builder.tap("y").build(), Map.of("x", Shape.of(1, 3, 4, 5)));
    assertEquals(
        Tensor.of(new float[] {1, 1, 2, 2}, 4), probed.graph().initializers().get("scales"));
  }

  @Test
  void weightsThatOnlyConstantsReadStayInTheGraph(Engine engine) {
    GraphBuilder builder = Graph.builder("weights", Programs.OPSET).input(input("x", 2, 6));
    builder.initializer("w", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    builder.initializer("shape", Tensor.vector(6, 1));
    builder.add(node("Reshape", "column", "w", "shape"));
    builder.add(node("MatMul", "y", "x", "column"));
    TypedGraph probed = new ShapeProbe(engine).probe(builder.tap("y").build(), Map.of());
    assertEquals(new TensorType(DataType.FLOAT, Shape.of(2, 3)), probed.type("w"));
  }
}
