package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.graph.Attribute;
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
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Behind a Resize that repeats cells, a convolution's gradient is taken in one step with it. */
@ExtendWith(EngineExtension.class)
class ConvOfResizeTest {
  private static final Tensor X = new Samples(1).normal(1, 9, 5, 4).as(DataType.FLOAT);

  private static TypedGraph graph(
      Engine engine, int[] kernel, int[] factors, int[] pads, String mode) {
    Tensor weight = new Samples(2).normal(7, 9, kernel[0], kernel[1]).as(DataType.FLOAT);
    Tensor scales = Tensor.of(new float[] {1, 1, factors[0], factors[1]}, 4);
    GraphBuilder builder = Graph.builder("up", 21).input(Value.of("x", X.tensorType()));
    builder.initializer("w", weight).initializer("scales", scales);
    builder.add(
        Node.of(
            "Resize",
            List.of("x", "", "scales"),
            List.of("up"),
            Map.of(
                "mode",
                Attribute.of(mode),
                "coordinate_transformation_mode",
                Attribute.of("asymmetric"),
                "nearest_mode",
                Attribute.of("floor"))));
    builder.add(
        Node.of(
            "Conv",
            List.of("up", "w"),
            List.of("y"),
            Map.of("pads", Attribute.ofInts(pads[0], pads[1], pads[2], pads[3]))));
    return new ShapeProbe(engine).probe(builder.tap("y").build(), Map.of());
  }

  private static float[] gradient(Engine engine, GradientGraph graph, String of) {
    Tensor seed = new Samples(4).normal(graph.typed().shape("y").dims()).as(DataType.FLOAT);
    try (Program program = engine.compile(graph.graph())) {
      Map<String, Tensor> feeds = new HashMap<>(Map.of("x", X, graph.seed(), seed));
      if (graph.graph().inputNames().contains("w")) {
        feeds.put("w", new Samples(2).normal(graph.typed().shape("w").dims()).as(DataType.FLOAT));
      }
      return program.run(feeds).get(graph.gradients().get(of)).toFloats();
    }
  }

  private static GradientGraph gradient(TypedGraph graph, RuleSet rules, String... of) {
    return new Differentiator(rules).differentiate(graph, "y", List.of(of));
  }

  private static long convolutions(GradientGraph graph) {
    return graph.graph().nodes().stream()
        .filter(node -> node.op().equals("Conv") && node.has("strides"))
        .filter(node -> node.intsAttribute("strides").orElseThrow()[0] > 1)
        .count();
  }

  static List<int[]> windows() {
    return List.of(
        new int[] {3, 3, 2, 2, 1, 1, 1, 1},
        new int[] {3, 3, 2, 2, 0, 0, 0, 0},
        new int[] {5, 3, 2, 3, 2, 1, 2, 1},
        new int[] {2, 2, 2, 2, 0, 0, 1, 1},
        new int[] {3, 3, 4, 2, 1, 0, 0, 1},
        new int[] {3, 2, 2, 2, 2, 1, 2, 0});
  }

  private static TypedGraph graph(Engine engine, int[] window) {
    return graph(
        engine,
        Arrays.copyOf(window, 2),
        Arrays.copyOfRange(window, 2, 4),
        Arrays.copyOfRange(window, 4, 8),
        "nearest");
  }

  @ParameterizedTest
  @MethodSource("windows")
  void oneStepGivesWhatTwoGive(int[] window, Engine engine) {
    TypedGraph graph = graph(engine, window);
    GradientGraph one = gradient(graph, StandardRules.standard(), "x");
    GradientGraph two = gradient(graph, StandardRules.standard(), "x", "up");
    assertEquals(1, convolutions(one));
    assertEquals(0, convolutions(two), "who asks for the enlarged tensor gets its gradient");
    assertArrayEquals(gradient(engine, two, "x"), gradient(engine, one, "x"), 1e-4f);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void oneStepGivesTheGradientOfFedWeightsToo(int[] window, Engine engine) {
    TypedGraph constant = graph(engine, window);
    Tensor weight = constant.graph().initializers().get("w");
    GraphBuilder builder = Graph.builder("fed", 21);
    constant.graph().inputs().forEach(builder::input);
    builder.input(Value.of("w", weight.tensorType()));
    constant.graph().initializers().entrySet().stream()
        .filter(entry -> !entry.getKey().equals("w"))
        .forEach(entry -> builder.initializer(entry.getKey(), entry.getValue()));
    constant.graph().nodes().forEach(builder::add);
    TypedGraph graph = new ShapeProbe(engine).probe(builder.tap("y").build(), Map.of());
    GradientGraph one = gradient(graph, StandardRules.forBlocks(9), "x", "w");
    GradientGraph two = gradient(graph, StandardRules.standard(), "x", "w", "up");
    assertEquals(1, convolutions(one));
    assertTrue(one.graph().consumers("up").size() == 1, "nothing backward reads what was enlarged");
    for (String tensor : List.of("x", "w")) {
      float[] expected = gradient(engine, two, tensor);
      assertArrayEquals(expected, gradient(engine, one, tensor), 1e-4f, tensor);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nearest", "linear", "cubic"})
  void mixingChannelsAndResizingMayChangePlaces(String mode, Engine engine) {
    TypedGraph graph = graph(engine, new int[] {1, 1}, new int[] {2, 3}, new int[4], mode);
    GradientGraph small = gradient(graph, StandardRules.standard(), "x");
    GradientGraph large = gradient(graph, StandardRules.standard(), "x", "up");
    assertEquals(5 * 4, mixedPixels(engine, small));
    assertEquals(10 * 12, mixedPixels(engine, large), "who asks for what was enlarged gets it");
    assertArrayEquals(gradient(engine, large, "x"), gradient(engine, small, "x"), 1e-4f);
  }

  /** Pixels of the image whose channels the backward half's convolution mixes. */
  private static long mixedPixels(Engine engine, GradientGraph graph) {
    Node mixing =
        graph.graph().nodes().stream()
            .filter(node -> node.op().equals("Conv") && node.intAttribute("group", 1) == 1)
            .reduce((first, second) -> second)
            .orElseThrow();
    TypedGraph typed = new ShapeProbe(engine).probe(graph.graph(), Map.of());
    Shape shape = typed.shape(mixing.output(0));
    return shape.dim(2) * shape.dim(3);
  }

  @Test
  void largerWindowsOfWhatIsSmoothStayTwoSteps(Engine engine) {
    TypedGraph smooth =
        graph(engine, new int[] {3, 3}, new int[] {2, 2}, new int[] {0, 0, 0, 0}, "linear");
    assertEquals(10 * 8, mixedPixels(engine, gradient(smooth, StandardRules.standard(), "x")));
  }

  @Test
  void aRuleOfItsOwnForResizeIsHeard(Engine engine) {
    RuleSet blocking =
        StandardRules.standard()
            .with("blocking", Map.of("Resize", context -> context.accumulate(0, context.input(0))));
    TypedGraph graph =
        graph(engine, new int[] {3, 3}, new int[] {2, 2}, new int[] {1, 1, 1, 1}, "nearest");
    assertArrayEquals(X.toFloats(), gradient(engine, gradient(graph, blocking, "x"), "x"));
  }
}
