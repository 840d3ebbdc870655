package org.pixelwhy.onnx.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class DifferentiatorTest {
  private static final Tensor X = Tensor.of(new double[] {1, -2}, 2);
  private static final Tensor ONES = Tensor.of(new double[] {1, 1}, 2);

  /** h = w * x, r = relu(h), y = r * r + b, for x [2], w = (3, 5), b = (1, 1). */
  private static Graph network() {
    return inputX()
        .initializer("w", Tensor.of(new double[] {3, 5}, 2))
        .initializer("b", ONES)
        .add(node("Mul", "h", "w", "x"))
        .add(node("Relu", "r", "h"))
        .add(node("Mul", "square", "r", "r"))
        .add(node("Add", "y", "square", "b"))
        .tap("y")
        .build();
  }

  private static GraphBuilder inputX() {
    return Graph.builder("test", 21).input(Value.of("x", DataType.DOUBLE, 2));
  }

  private static Node node(String op, String output, String... inputs) {
    return Node.of(op, List.of(inputs), List.of(output), Map.of());
  }

  private static GradientGraph differentiate(
      Engine engine, Graph graph, String of, String... variables) {
    TypedGraph typed = new ShapeProbe(engine).probe(graph, Map.of());
    return new Differentiator(StandardRules.standard())
        .differentiate(typed, of, List.of(variables));
  }

  /** The gradients by the name of their tensor. */
  private static Map<String, Tensor> run(
      Engine engine, GradientGraph gradient, Tensor x, Tensor seed) {
    try (Program program = engine.compile(gradient.graph())) {
      return byTensor(gradient, program.run(Map.of("x", x, gradient.seed(), seed)));
    }
  }

  private static Map<String, Tensor> byTensor(GradientGraph gradient, Map<String, Tensor> results) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    gradient.gradients().forEach((tensor, name) -> named.put(tensor, results.get(name)));
    return named;
  }

  @Test
  void appliesTheChainRuleThroughSeveralNodes(Engine engine) {
    GradientGraph gradient = differentiate(engine, network(), "y", "x");
    Tensor dx = run(engine, gradient, X, Tensor.of(new double[] {10, 10}, 2)).get("x");
    // dy/dx = 2 r w where h > 0: 2 * 3 * 3 = 18, times the seed.
    assertArrayEquals(new double[] {180, 0}, dx.toDoubles(), 1e-12);
  }

  @Test
  void givesGradientsOfInputsWeightsAndIntermediateTensorsAtOnce(Engine engine) {
    GradientGraph gradient = differentiate(engine, network(), "y", "x", "w", "b", "r", "y");
    Map<String, Tensor> gradients = run(engine, gradient, X, ONES);
    assertArrayEquals(new double[] {18, 0}, gradients.get("x").toDoubles(), 1e-12);
    assertArrayEquals(new double[] {6, 0}, gradients.get("w").toDoubles(), 1e-12);
    assertArrayEquals(new double[] {1, 1}, gradients.get("b").toDoubles(), 1e-12);
    assertArrayEquals(new double[] {6, 0}, gradients.get("r").toDoubles(), 1e-12);
    assertArrayEquals(new double[] {1, 1}, gradients.get("y").toDoubles(), 1e-12);
  }

  @Test
  void sumsOverAllUsesOfATensor(Engine engine) {
    Graph graph =
        inputX()
            .add(node("Add", "a", "x", "x"))
            .add(node("Mul", "b", "x", "a"))
            .add(node("Sub", "y", "b", "x"))
            .tap("y")
            .build();
    // y = 2 x^2 - x
    Tensor dx = run(engine, differentiate(engine, graph, "y", "x"), X, ONES).get("x");
    assertArrayEquals(new double[] {3, -9}, dx.toDoubles(), 1e-12);
  }

  @Test
  void tensorsThatTheOutputDoesNotDependOnGetZeros(Engine engine) {
    Graph graph =
        inputX()
            .initializer("w", Tensor.of(new double[] {1, 2, 3}, 3, 1))
            .add(node("Floor", "steps", "x"))
            .add(node("Mul", "aside", "w", "x"))
            .add(node("Exp", "y", "steps"))
            .tap("y")
            .tap("aside")
            .build();
    Map<String, Tensor> gradients =
        run(engine, differentiate(engine, graph, "y", "x", "w"), X, ONES);
    assertEquals(Tensor.of(new double[2], 2), gradients.get("x"));
    assertEquals(Tensor.of(new double[3], 3, 1), gradients.get("w"));
  }

  @Test
  void gradientsMayBeTakenOfATensorInside(Engine engine) {
    GradientGraph gradient = differentiate(engine, network(), "h", "x");
    assertArrayEquals(
        new double[] {3, 5}, run(engine, gradient, X, ONES).get("x").toDoubles(), 1e-12);
  }

  @Test
  void aMissingRuleIsReportedWithNodeAndOperator(Engine engine) {
    Graph graph =
        inputX()
            .add(new Node("odd", "", "Trilu", List.of("m"), List.of("t"), Map.of()))
            .add(node("Identity", "y", "t"))
            .initializer("axis", Tensor.vector(0))
            .add(node("Unsqueeze", "m", "x", "axis"))
            .tap("y")
            .build();
    RuleSet none = new RuleSet("none", Map.of());
    TypedGraph typed = new ShapeProbe(engine).probe(graph, Map.of());
    UnsupportedOperatorException e =
        assertThrows(
            UnsupportedOperatorException.class,
            () -> new Differentiator(none).differentiate(typed, "y", List.of("x")));
    assertTrue(e.getMessage().contains("Trilu node 'odd'"), e.getMessage());
    assertTrue(e.getMessage().contains("only run the model forward still work"), e.getMessage());
    assertEquals(3, e.nodes().size());
  }

  @Test
  void operatorsBesideTheWayNeedNoRule(Engine engine) {
    Graph graph =
        inputX()
            .add(node("Neg", "y", "x"))
            .add(node("Exp", "aside", "y"))
            .tap("y")
            .tap("aside")
            .build();
    RuleSet onlyNeg =
        new RuleSet("neg", Map.of("Neg", StandardRules.standard().rules().get("Neg")));
    TypedGraph typed = new ShapeProbe(engine).probe(graph, Map.of());
    GradientGraph gradient = new Differentiator(onlyNeg).differentiate(typed, "y", List.of("x"));
    assertArrayEquals(
        new double[] {-1, -1}, run(engine, gradient, X, ONES).get("x").toDoubles(), 1e-12);
  }

  @Test
  void whatOnlyTheBranchesOfAConditionReadIsNotSilentlyZero(Engine engine) {
    Attribute yes = branch("yes", "Neg");
    Attribute no = branch("no", "Exp");
    Graph graph =
        inputX()
            .input(Value.of("c", DataType.BOOL))
            .add(
                Node.of(
                    "If",
                    List.of("c"),
                    List.of("y"),
                    Map.of("then_branch", yes, "else_branch", no)))
            .tap("y")
            .build();
    UnsupportedOperatorException e =
        assertThrows(
            UnsupportedOperatorException.class, () -> differentiate(engine, graph, "y", "x"));
    assertTrue(e.getMessage().contains("If"), e.getMessage());
  }

  private static Attribute branch(String name, String op) {
    Graph body =
        Graph.builder(name, 21)
            .add(node(op, name + "/result", "x"))
            .output(Value.of(name + "/result", DataType.DOUBLE, 2))
            .buildBody();
    return Attribute.from(body);
  }

  @Test
  void integersHaveNoGradient(Engine engine) {
    Graph graph =
        inputX()
            .input(Value.of("index", DataType.INT64, 2))
            .add(node("Pow", "y", "x", "index"))
            .tap("y")
            .build();
    GraphException e =
        assertThrows(GraphException.class, () -> differentiate(engine, graph, "y", "x", "index"));
    assertTrue(e.getMessage().contains("'index' is of type int64[2]"), e.getMessage());
  }

  @Test
  void anUnknownTensorIsReportedByName(Engine engine) {
    GraphException e =
        assertThrows(GraphException.class, () -> differentiate(engine, network(), "y", "nothing"));
    assertTrue(e.getMessage().contains("'nothing'"), e.getMessage());
  }

  @Test
  void theHalvesGiveTheGradientOfTheWholeForAnySeed(Engine engine) {
    GradientGraph gradient = differentiate(engine, network(), "y", "x", "w", "b", "y");
    GradientGraph.Halves halves = gradient.split(List.of("r"));
    try (Program forward = engine.compile(halves.forward());
        Program backward = engine.compile(halves.backward())) {
      assertEquals(Set.of("x"), forward.inputs());
      Map<String, Tensor> saved = forward.run(Map.of("x", X));
      assertArrayEquals(new double[] {10, 1}, saved.get("y").toDoubles(), 1e-12);
      assertArrayEquals(new double[] {3, 0}, saved.get("r").toDoubles(), 1e-12);
      for (Tensor seed : List.of(ONES, Tensor.of(new double[] {-2, 7}, 2))) {
        Map<String, Tensor> feeds = new LinkedHashMap<>(saved);
        feeds.put("x", X);
        feeds.put(gradient.seed(), seed);
        feeds.keySet().retainAll(backward.inputs());
        assertEquals(run(engine, gradient, X, seed), byTensor(gradient, backward.run(feeds)));
      }
    }
  }

  @Test
  void theHalvesOfAGradientOfATensorInsideGiveThatTensorToo(Engine engine) {
    GradientGraph gradient = differentiate(engine, network(), "h", "x");
    GradientGraph.Halves halves = gradient.split(List.of());
    try (Program forward = engine.compile(halves.forward());
        Program backward = engine.compile(halves.backward())) {
      assertArrayEquals(
          new double[] {3, -10}, forward.run(Map.of("x", X)).get("h").toDoubles(), 1e-12);
      Tensor dx = backward.run(Map.of(gradient.seed(), ONES)).values().iterator().next();
      assertArrayEquals(new double[] {3, 5}, dx.toDoubles(), 1e-12);
    }
  }

  @Test
  void theHalvesKeepATensorThatNothingElseReads(Engine engine) {
    Graph graph =
        inputX().add(node("Neg", "target", "x")).add(node("Exp", "y", "x")).tap("y").build();
    GradientGraph gradient = differentiate(engine, graph, "target", "x");
    assertEquals(List.of("target"), gradient.split(List.of()).forward().outputNames());
  }
}
