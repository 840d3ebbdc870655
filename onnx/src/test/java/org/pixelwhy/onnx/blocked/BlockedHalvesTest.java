package org.pixelwhy.onnx.blocked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
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

/** Halves that hand over blocked tensors give what plain halves give. */
@ExtendWith(EngineExtension.class)
class BlockedHalvesTest {
  private static final long ROWS = 12;
  private static final long COLUMNS = 20;

  /** Appends a part of a network to z {@code [2,C,H,W]}, which a convolution made. */
  @FunctionalInterface
  private interface Part {
    String append(Weights weights, String z, long channels);
  }

  private record Variant(String name, Part part) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Appends operators with constants of their own. */
  private static final class Weights {
    private final Ops ops;
    private long seed;

    Weights(Ops ops) {
      this.ops = ops;
    }

    String constant(long... dims) {
      return ops.constant(new Samples(++seed).normal(dims).as(DataType.FLOAT));
    }

    String convolution(String x, long from, long to) {
      Map<String, Object> pads = Map.of("pads", new long[] {1, 1, 1, 1});
      return ops.op("Conv", pads, x, constant(to, from, 3, 3), constant(to));
    }

    String normalised(String x, long c) {
      String variance = ops.constant(Tensor.filled(DataType.FLOAT, 1.7, c));
      List<String> inputs = List.of(x, constant(c), constant(c), constant(c), variance);
      return ops.op("BatchNormalization", Map.of("epsilon", 1e-3f), inputs, 1).get(0);
    }
  }

  static Stream<Variant> variants() {
    return Stream.of(
        new Variant("Relu", (w, z, c) -> w.ops.op("Relu", z)),
        new Variant("a bounded Relu", (w, z, c) -> clip(w, z)),
        new Variant("a leaky Relu", (w, z, c) -> w.ops.op("LeakyRelu", Map.of("alpha", 0.2f), z)),
        new Variant("Sigmoid", (w, z, c) -> w.ops.op("Sigmoid", z)),
        new Variant("normalisation", (w, z, c) -> w.ops.op("Relu", w.normalised(z, c))),
        new Variant("a skip connection", BlockedHalvesTest::residual),
        new Variant("pooling", (w, z, c) -> pool(w, w.ops.op("Relu", z))),
        new Variant("pooling of anything", (w, z, c) -> pool(w, z)),
        new Variant("pooling of equal numbers", (w, z, c) -> pool(w, w.ops.op("Round", z))),
        new Variant("pooling of constants", (w, z, c) -> pool(w, w.ops.mul(z, w.ops.scalar(0)))),
        new Variant("pooling by three", (w, z, c) -> pool(w, z, 3, 2)),
        new Variant("means", (w, z, c) -> mean(w, z)),
        new Variant("linear up-sampling", (w, z, c) -> upsampled(w, z, "linear", "half_pixel")),
        new Variant("from the corner", (w, z, c) -> upsampled(w, z, "linear", "asymmetric")),
        new Variant("between corners", (w, z, c) -> upsampled(w, z, "linear", "align_corners")),
        new Variant("repeating", (w, z, c) -> upsampled(w, z, "nearest", "asymmetric")),
        new Variant("a U", BlockedHalvesTest::level));
  }

  private static String clip(Weights w, String z) {
    return w.ops.op("Clip", z, w.ops.scalar(0), w.ops.scalar(1));
  }

  private static String residual(Weights w, String z, long c) {
    String relu = w.ops.op("Relu", z);
    String inner = w.ops.op("Relu", w.convolution(relu, c, c));
    return w.ops.op("Relu", w.ops.add(w.normalised(w.convolution(inner, c, c), c), relu));
  }

  private static String pool(Weights w, String z) {
    return pool(w, z, 2, 2);
  }

  private static String pool(Weights w, String z, long kernel, long stride) {
    Map<String, Object> window =
        Map.of("kernel_shape", new long[] {kernel, kernel}, "strides", new long[] {stride, stride});
    return w.ops.op("MaxPool", window, z);
  }

  private static String mean(Weights w, String z) {
    Map<String, Object> window =
        Map.of("kernel_shape", new long[] {2, 2}, "strides", new long[] {2, 2});
    return w.ops.op("AveragePool", window, z);
  }

  private static String upsampled(Weights w, String z, String mode, String places) {
    Map<String, String> attributes =
        Map.of("mode", mode, "coordinate_transformation_mode", places, "nearest_mode", "floor");
    String scales = w.ops.constant(Tensor.of(new float[] {1, 1, 2, 2}, 4));
    return w.ops.op("Resize", attributes, z, "", scales);
  }

  private static String level(Weights w, String z, long c) {
    String relu = w.ops.op("Relu", z);
    String deep = w.ops.op("Relu", w.convolution(pool(w, relu), c, 2 * c));
    String back = w.convolution(upsampled(w, deep, "linear", "half_pixel"), 2 * c, c);
    return w.ops.op("Relu", w.convolution(w.ops.concat(1, List.of(relu, back)), 2 * c, c));
  }

  /** The network, the tensors that are kept, and its halves. */
  private record Made(GradientGraph graph, GradientGraph.Halves halves, TypedGraph forward) {}

  private static Made make(Engine engine, Variant variant, long channels) {
    GraphBuilder builder = Graph.builder("network", 21);
    builder.input(Value.of("x", DataType.FLOAT, 2, 3, ROWS, COLUMNS));
    Weights weights = new Weights(new Ops(builder, DataType.FLOAT));
    String z = weights.convolution("x", 3, channels);
    String part = variant.part().append(weights, z, channels);
    String y = weights.convolution(part, channels, 2);
    TypedGraph typed = new ShapeProbe(engine).probe(builder.tap(y).build(), Map.of());
    GradientGraph graph =
        new Differentiator(StandardRules.standard()).differentiate(typed, y, List.of("x"));
    GradientGraph.Halves halves = graph.split(List.of());
    return new Made(graph, halves, new TypedGraph(halves.forward(), graph.typed().types()));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void giveTheSame(Variant variant, Engine engine) {
    long block = block(engine);
    for (long channels : new long[] {block, 3 * block}) {
      Made made = make(engine, variant, channels);
      Graph half = made.halves().backward();
      String y = made.graph().of();
      Optional<BlockedHalves> blocked = halves(made, engine);
      TypedGraph typedHalf = new ShapeProbe(engine).probe(half, Map.of());
      Map<String, Tensor> given = inputs(made);
      Map<String, Tensor> saved = run(engine, made.halves().forward(), given);
      Map<String, Tensor> expected = run(engine, half, both(given, saved));
      boolean saves =
          made.forward().graph().outputNames().stream().anyMatch(x -> handsOver(made, x));
      assertEquals(saves, blocked.isPresent(), "whether anything is handed over");
      if (blocked.isPresent()) {
        Map<String, Tensor> handed = run(engine, blocked.get().forward(), given);
        assertSame(saved.get(y), handed.get(y));
        Graph backward = blocked.get().saved().backward(typedHalf);
        run(engine, backward, both(given, handed))
            .forEach((name, found) -> assertSame(expected.get(name), found));
        run(engine, blocked.get().saved().plain(), handed)
            .forEach((name, found) -> assertSame(saved.get(name), found));
      }
    }
  }

  /** All that is saved but the indices of poolings whose windows overlap, and the result. */
  private static boolean handsOver(Made made, String tensor) {
    Optional<Node> maker = made.forward().graph().producer(tensor);
    return !tensor.equals(made.graph().of())
        && maker
            .filter(node -> node.op().equals("MaxPool"))
            .map(node -> node.intsAttribute("kernel_shape").orElseThrow()[0] == 2)
            .orElse(true);
  }

  @Test
  void theFirstOfEqualMaximaGetsTheGradient(Engine engine) {
    Variant equal = new Variant("", (w, z, c) -> pool(w, w.ops.mul(z, w.ops.scalar(0))));
    Made made = make(engine, equal, block(engine));
    BlockedHalves halves = halves(made, engine).orElseThrow();
    Map<String, Tensor> handed = run(engine, halves.forward(), inputs(made));
    Tensor indices =
        run(engine, halves.saved().plain(), handed).values().stream()
            .filter(tensor -> tensor.type() == DataType.INT64)
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < COLUMNS / 2; i++) {
      assertEquals(2 * i, indices.getLong(i), "upper left of block " + i);
    }
  }

  @Test
  void poolingNeedsNoIndices(Engine engine) {
    Made made = make(engine, new Variant("", BlockedHalvesTest::level), block(engine));
    BlockedHalves halves = halves(made, engine).orElseThrow();
    TypedGraph half = new ShapeProbe(engine).probe(made.halves().backward(), Map.of());
    assertTrue(
        halves.forward().nodes().stream()
            .allMatch(node -> !node.op().equals("MaxPool") || node.outputs().size() == 1));
    assertTrue(
        halves.saved().backward(half).nodes().stream()
            .noneMatch(node -> node.op().equals("MaxUnpool")));
  }

  @Test
  void whereAConvolutionWouldStayPlainTheRuntimeIsLeftToIt(Engine engine) {
    long block = block(engine);
    Variant relu = new Variant("", (w, z, c) -> w.ops.op("Relu", z));
    Made made = make(engine, relu, block + 2);
    assertEquals(Optional.empty(), halves(made, engine));
  }

  private static Optional<BlockedHalves> halves(Made made, Engine engine) {
    List<Graph> backward = List.of(made.halves().backward());
    return BlockedHalves.of(made.forward(), backward, Set.of(made.graph().of()), block(engine));
  }

  private static Map<String, Tensor> inputs(Made made) {
    Map<String, Tensor> given = new LinkedHashMap<>();
    given.put("x", new Samples(77).normal(2, 3, ROWS, COLUMNS).as(DataType.FLOAT));
    given.put(
        made.graph().seed(),
        new Samples(78)
            .normal(made.graph().typed().shape(made.graph().of()).dims())
            .as(DataType.FLOAT));
    return given;
  }

  private static Map<String, Tensor> both(Map<String, Tensor> a, Map<String, Tensor> b) {
    Map<String, Tensor> all = new LinkedHashMap<>(a);
    all.putAll(b);
    return all;
  }

  private static long block(Engine engine) {
    long block = engine.channelBlock();
    assumeTrue(block > 1, "ONNX Runtime has no blocked layout on this processor");
    return block;
  }

  private static Map<String, Tensor> run(Engine engine, Graph graph, Map<String, Tensor> given) {
    Map<String, Tensor> feeds = new LinkedHashMap<>(given);
    feeds.keySet().retainAll(graph.inputNames());
    try (Program program = engine.compile(graph)) {
      return program.run(feeds);
    }
  }

  private static void assertSame(Tensor expected, Tensor found) {
    assertEquals(expected.tensorType(), found.tensorType());
    double scale = 1e-6;
    for (int i = 0; i < expected.size(); i++) {
      scale = Math.max(scale, Math.abs(expected.get(i)));
    }
    double tolerance = expected.type() == DataType.INT64 ? 0 : 1e-5 * scale;
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found.get(i), tolerance, "element " + i);
    }
  }
}
