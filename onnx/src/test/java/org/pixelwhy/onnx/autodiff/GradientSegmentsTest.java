package org.pixelwhy.onnx.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Gradients in parts are those of the whole, and take less memory. */
@ExtendWith(EngineExtension.class)
class GradientSegmentsTest {
  private static final Random RANDOM = new Random(7);

  private static Tensor noise(long... dims) {
    int size = 1;
    for (long dim : dims) {
      size *= (int) dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) RANDOM.nextGaussian();
    }
    return Tensor.of(values, dims);
  }

  private static String block(GraphBuilder builder, String input, long from, long to) {
    String weights = builder.constant("weights", noise(to, from, 3, 3));
    Map<String, Attribute> same = Map.of("pads", Attribute.ofInts(1, 1, 1, 1));
    String sums = builder.add("Conv", List.of(input, weights), same);
    return builder.add("Relu", List.of(sums), Map.of());
  }

  /** Down and up again, with a skip connection and a gate that reads what is far above it. */
  private static Graph hourglass() {
    GraphBuilder builder =
        Graph.builder("hourglass", 21).input(Value.of("x", DataType.FLOAT, 1, 2, 8, 8));
    String above = block(builder, "x", 2, 4);
    Map<String, Attribute> halves =
        Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2));
    String below = builder.add("MaxPool", List.of(above), halves);
    below = block(builder, block(builder, below, 4, 4), 4, 4);
    String scales = builder.constant("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4));
    String up = builder.add("Resize", List.of(below, "", scales), Map.of());
    String both = builder.add("Concat", List.of(above, up), Map.of("axis", Attribute.of(1)));
    String late = block(builder, both, 8, 4);
    String gate = builder.add("Sigmoid", List.of(above), Map.of());
    String gated = builder.add("Mul", List.of(late, gate), Map.of());
    String y = block(builder, gated, 4, 1);
    return builder.outputs(List.of(below, y)).build();
  }

  private static Graph chain(int length) {
    GraphBuilder builder =
        Graph.builder("chain", 21).input(Value.of("x", DataType.FLOAT, 1, 4, 16, 16));
    String last = "x";
    for (int i = 0; i < length; i++) {
      last = block(builder, last, 4, 4);
    }
    return builder.outputs(List.of(last)).build();
  }

  private record Divided(TypedGraph whole, GradientGraph gradient, GradientSegments segments) {
    static Divided of(Engine engine, Graph graph, List<String> withRespectTo, int count) {
      TypedGraph typed = new ShapeProbe(engine).probe(graph, Map.of());
      String y = graph.outputNames().get(graph.outputNames().size() - 1);
      GradientGraph gradient =
          new Differentiator(StandardRules.standard()).differentiate(typed, y, withRespectTo);
      TypedGraph whole = new ShapeProbe(engine).probe(gradient.graph(), Map.of());
      return new Divided(whole, gradient, GradientSegments.of(whole, gradient, List.of(y), count));
    }

    /** Runs forward graph and parts; each must find all that it reads among what there is. */
    Map<String, Tensor> inParts(Engine engine, Map<String, Tensor> feeds) {
      Map<String, Tensor> known = new HashMap<>(feeds);
      List<TypedGraph> graphs = new ArrayList<>(List.of(segments.forward()));
      graphs.addAll(segments.parts());
      for (TypedGraph graph : graphs) {
        Map<String, Tensor> read = new HashMap<>(known);
        read.keySet().retainAll(graph.graph().inputNames());
        try (Program program = engine.compileFrugally(graph.graph())) {
          known.putAll(program.run(read));
        }
      }
      return known;
    }

    Map<String, Tensor> atOnce(Engine engine, Map<String, Tensor> feeds) {
      try (Program program = engine.compile(gradient.graph())) {
        return program.run(feeds);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 40})
  void partsGiveWhatTheWholeGives(int count, Engine engine) {
    Graph graph = hourglass();
    String below = graph.outputNames().get(0);
    Divided divided = Divided.of(engine, graph, List.of("x", below), count);
    String seed = divided.gradient().seed();
    Map<String, Tensor> feeds = Map.of("x", noise(1, 2, 8, 8), seed, noise(1, 1, 8, 8));
    Map<String, Tensor> expected = divided.atOnce(engine, feeds);
    Map<String, Tensor> found = divided.inParts(engine, feeds);
    divided
        .gradient()
        .gradients()
        .values()
        .forEach(
            name ->
                assertArrayEquals(
                    expected.get(name).toFloats(), found.get(name).toFloats(), 1e-4f, name));
    assertTrue(count == 1 == (divided.segments().parts().size() == 1));
  }

  @Test
  void theMorePartsTheLessIsHeldUntilWhatPassesBetweenThemIsMore(Engine engine) {
    Graph graph = chain(16);
    long one = Divided.of(engine, graph, List.of("x"), 1).segments().peakBytes();
    long two = Divided.of(engine, graph, List.of("x"), 2).segments().peakBytes();
    long four = Divided.of(engine, graph, List.of("x"), 4).segments().peakBytes();
    assertTrue(four < two && two < one, one + ", " + two + ", " + four);
    // Of 16 layers, about 4 for the cuts and 4 within a part.
    assertTrue(four < 0.62 * one, one + ", " + four);
  }

  @Test
  void theForwardGraphGivesWhatIsKeptAndWhatPassesTheCuts(Engine engine) {
    Divided divided = Divided.of(engine, chain(8), List.of("x"), 2);
    assertEquals(2, divided.segments().parts().size());
    assertEquals(2, divided.segments().forward().graph().outputs().size());
  }
}
