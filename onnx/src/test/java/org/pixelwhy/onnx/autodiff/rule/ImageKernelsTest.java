package org.pixelwhy.onnx.autodiff.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientCheck;
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
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;

/** In the plain layout this form of the gradient is slow and right. */
@ExtendWith(EngineExtension.class)
class ImageKernelsTest {
  private static final RuleSet RULES = StandardRules.forBlocks(4);

  @ParameterizedTest(name = "{0} to {1} channels, kernel {2}x{3}, dilation {4}, pads {5}")
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | 4 | 3 | 3 | 1 | 1,1,1,1",
        "3 | 8 | 3 | 3 | 1 | 1,1,1,1",
        "8 | 3 | 3 | 3 | 1 | 1,1,1,1",
        "8 | 4 | 3 | 2 | 1 | 0,0,0,0",
        "4 | 8 | 2 | 3 | 2 | 2,0,1,3",
        "8 | 5 | 3 | 3 | 2 | 0,4,3,1",
        "4 | 1 | 5 | 1 | 1 | 0,0,0,0",
        "1 | 4 | 1 | 4 | 1 | 0,5,0,6"
      })
  void agreesWithDifferences(
      int from, int to, int rows, int columns, long dilation, String pads, Engine engine) {
    Samples samples = new Samples(from + 10L * to);
    GradientCheck.of("Conv")
        .attribute("dilations", new long[] {dilation, dilation})
        .attribute("pads", Samples.dims(pads))
        .input(samples.normal(3, from, 7, 9))
        .input(samples.normal(to, from, rows, columns))
        .rules(RULES)
        .inFloat(1, 2e-5)
        .verify(engine);
  }

  @Test
  void servesOnlyWhatTheBlockedLayoutCanTake(Engine engine) {
    assertEquals(0, products(engine, 4, 3, 1));
    assertEquals(0, products(engine, 3, 4, 1));
    assertEquals(3, products(engine, 3, 5, 1), "channels that make no whole block");
    assertEquals(9, products(engine, 4, 4, 2), "steps of more than one cell");
  }

  /** How many matrix products the gradient of the weight takes; it has none of its own. */
  private static long products(Engine engine, int from, int to, long stride) {
    GraphBuilder builder = Graph.builder("convolution", 21);
    builder.input(Value.of("x", DataType.FLOAT, 2, from, 9, 9));
    builder.input(Value.of("w", DataType.FLOAT, to, from, 3, 3));
    Map<String, Attribute> strides = Map.of("strides", Attribute.ofInts(stride, stride));
    builder.add(Node.of("Conv", List.of("x", "w"), List.of("y"), strides)).tap("y");
    TypedGraph graph = new ShapeProbe(engine).probe(builder.build(), Map.of());
    GradientGraph gradient = new Differentiator(RULES).differentiate(graph, "y", List.of("w"));
    return gradient.graph().nodes().stream().filter(node -> node.op().equals("MatMul")).count();
  }
}
