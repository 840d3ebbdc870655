package org.pixelwhy.onnx.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.autodiff.rule.StraightThrough;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
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
class GradientPathTest {
  /** Node by node: operator, output, inputs. */
  private static TypedGraph graph(Engine engine, String... nodes) {
    GraphBuilder builder = Graph.builder("path", 21).input(Value.of("x", DataType.FLOAT, 4));
    for (String node : nodes) {
      List<String> words = List.of(node.split(" "));
      builder.add(
          Node.of(words.get(0), words.subList(2, words.size()), List.of(words.get(1)), Map.of()));
    }
    return new ShapeProbe(engine).probe(builder.tap("y").build(), Map.of());
  }

  private static GradientPath path(TypedGraph graph) {
    return GradientPath.of(graph, "y", "x", StandardRules.standard());
  }

  private static List<String> ops(List<Node> nodes) {
    return nodes.stream().map(Node::op).toList();
  }

  @Test
  void roundingOnTheOnlyPathStopsGradients(Engine engine) {
    GradientPath path = path(graph(engine, "Relu a x", "Round b a", "Exp y b"));
    assertFalse(path.open());
    assertEquals(List.of("Round"), ops(path.stops()));
  }

  @Test
  void roundingOnOneOfTwoPathsStopsGradientsThere(Engine engine) {
    GradientPath path = path(graph(engine, "Floor a x", "Add y a x"));
    assertTrue(path.open());
    assertEquals(List.of("Floor"), ops(path.stops()));
  }

  @Test
  void whatLiesBesideTheWayDoesNotCount(Engine engine) {
    GradientPath path = path(graph(engine, "Round a x", "Relu y x"));
    assertTrue(path.open());
    assertEquals(List.of(), path.stops());
  }

  @Test
  void operatorsWithoutARuleAreNamed(Engine engine) {
    RuleSet none = new RuleSet("none", Map.of());
    GradientPath path = GradientPath.of(graph(engine, "Relu y x"), "y", "x", none);
    assertTrue(path.open());
    assertEquals(List.of("Relu"), ops(path.missing()));
  }

  @Test
  void straightThroughPassesRoundingAsItIs(Engine engine) {
    TypedGraph graph = graph(engine, "Exp a x", "Round b a", "Mul y b b");
    RuleSet rules = StraightThrough.over(StandardRules.standard());
    assertTrue(GradientPath.of(graph, "y", "x", rules).open());
    GradientGraph gradient = new Differentiator(rules).differentiate(graph, "y", List.of("x"));
    Tensor x = Tensor.of(new float[] {-1, 0.3f, 1, 2.2f}, 4);
    Tensor seed = Tensor.of(new float[] {1, -2, 3, 0.5f}, 4);
    try (Program program = engine.compile(gradient.graph())) {
      Tensor dx =
          program.run(Map.of("x", x, gradient.seed(), seed)).get(gradient.gradients().get("x"));
      for (int i = 0; i < 4; i++) {
        double a = Math.exp(x.get(i));
        assertEquals(seed.get(i) * 2 * Math.rint(a) * a, dx.get(i), 1e-4);
      }
    }
  }
}
