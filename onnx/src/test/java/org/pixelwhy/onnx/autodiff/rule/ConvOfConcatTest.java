package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
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
import org.pixelwhy.tensor.Tensor;

/** A convolution of joined tensors computes the gradient of those channels only that are needed. */
@ExtendWith(EngineExtension.class)
class ConvOfConcatTest {
  private static final Tensor A = new Samples(1).normal(1, 9, 6, 5).as(DataType.FLOAT);
  private static final Tensor B = new Samples(2).normal(1, 10, 6, 5).as(DataType.FLOAT);
  private static final Tensor WEIGHT = new Samples(3).normal(4, 19, 3, 3).as(DataType.FLOAT);
  private static final Tensor SEED = new Samples(4).normal(1, 4, 6, 5).as(DataType.FLOAT);

  private static TypedGraph graph(Engine engine, boolean knownWeight) {
    GraphBuilder builder = Graph.builder("skip", 21);
    builder.input(Value.of("a", A.tensorType())).input(Value.of("b", B.tensorType()));
    if (knownWeight) {
      builder.initializer("w", WEIGHT);
    } else {
      builder.input(Value.of("w", WEIGHT.tensorType()));
    }
    builder.add(
        Node.of("Concat", List.of("a", "b"), List.of("ab"), Map.of("axis", Attribute.of(-3))));
    builder.add(
        Node.of(
            "Conv",
            List.of("ab", "w"),
            List.of("y"),
            Map.of("pads", Attribute.ofInts(1, 1, 1, 1))));
    return new ShapeProbe(engine).probe(builder.tap("y").build(), Map.of());
  }

  private static float[] gradient(Engine engine, GradientGraph graph, String of) {
    Map<String, Tensor> feeds = new HashMap<>(Map.of("a", A, "b", B, graph.seed(), SEED));
    if (graph.graph().inputNames().contains("w")) {
      feeds.put("w", WEIGHT);
    }
    try (Program program = engine.compile(graph.graph())) {
      return program.run(feeds).get(graph.gradients().get(of)).toFloats();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onePartAloneGetsWhatItGetsTogetherWithTheOthers(boolean knownWeight, Engine engine) {
    TypedGraph graph = graph(engine, knownWeight);
    Differentiator differentiator = new Differentiator(StandardRules.standard());
    GradientGraph both = differentiator.differentiate(graph, "y", List.of("a", "b"));
    for (String part : List.of("a", "b")) {
      GradientGraph alone = differentiator.differentiate(graph, "y", List.of(part));
      assertArrayEquals(
          gradient(engine, both, part), gradient(engine, alone, part), 1e-4f, "part " + part);
      assertFalse(slices(alone), "the gradient of all channels is not computed");
    }
    assertTrue(slices(both));
  }

  private static boolean slices(GradientGraph graph) {
    return graph.graph().nodes().stream()
        .anyMatch(node -> node.op().equals("Slice") && node.input(0).startsWith("Conv"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theJoinedTensorStillGetsItsWholeGradient(boolean knownWeight, Engine engine) {
    TypedGraph graph = graph(engine, knownWeight);
    GradientGraph gradient =
        new Differentiator(StandardRules.standard()).differentiate(graph, "y", List.of("ab", "a"));
    float[] whole = gradient(engine, gradient, "ab");
    float[] part = gradient(engine, gradient, "a");
    assertEquals(19 * 30, whole.length);
    for (int i = 0; i < part.length; i++) {
      assertEquals(whole[i], part[i], 1e-4f);
    }
  }
}
