package org.pixelwhy.onnx.blocked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.Samples;
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
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** A graph gives the same in both layouts, and stays blocked where a rule says so. */
@ExtendWith(EngineExtension.class)
class BlockedLayoutTest {
  private static final long IMAGES = 3;
  private static final long ROWS = 6;
  private static final long COLUMNS = 10;

  /**
   * What is done with x, z and y, all [N,C,H,W]: z and y are results of convolutions, so blocked; x
   * is plain; v [C] is another input.
   */
  @FunctionalInterface
  private interface Content {
    List<String> append(Ops ops, long channels);
  }

  /**
   * @param converted how many tensors leave the layout, of the network's outputs and else
   */
  private record Variant(String name, int converted, Content content) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Variant> variants() {
    return Stream.of(elementwise(), channelwise(), shaping(), others()).flatMap(List::stream);
  }

  private static List<Variant> elementwise() {
    return List.of(
        new Variant("one operand", 1, (ops, c) -> List.of(ops.op("Relu", "z"))),
        new Variant("two operands", 1, (ops, c) -> List.of(ops.mul("z", "y"))),
        new Variant("one blocked, one plain", 1, (ops, c) -> List.of(ops.sub("x", "z"))),
        new Variant("several", 1, (ops, c) -> List.of(ops.op("Sum", "x", "z", "y"))),
        new Variant("a number", 1, (ops, c) -> List.of(ops.scale(ops.op("Exp", "z"), 3))),
        new Variant("a condition", 1, (ops, c) -> List.of(ops.op("Greater", "z", "y"))),
        new Variant(
            "a choice",
            1,
            (ops, c) -> List.of(ops.where(ops.op("Less", "z", "x"), "z", ops.scalar(2)))),
        new Variant(
            "a plain condition",
            1,
            (ops, c) -> List.of(ops.where(ops.op("Less", "x", ops.scalar(0)), "z", "y"))),
        new Variant(
            "the gradient of Relu",
            1,
            (ops, c) ->
                List.of(ops.mul("y", ops.indicator(ops.op("Greater", "z", ops.scalar(0)))))),
        new Variant(
            "another threshold",
            1,
            (ops, c) -> List.of(ops.indicator(ops.op("Greater", "z", ops.scalar(0.5))))),
        new Variant("both layouts as outputs", 2, (ops, c) -> List.of("z", ops.op("Abs", "z"))));
  }

  private static List<Variant> channelwise() {
    return List.of(
        new Variant("a product", 1, (ops, c) -> List.of(ops.mul("z", column(ops, c)))),
        new Variant("a product, turned", 1, (ops, c) -> List.of(ops.mul(column(ops, c), "z"))),
        new Variant("a difference", 1, (ops, c) -> List.of(ops.sub("z", column(ops, c)))),
        new Variant("a difference, turned", 1, (ops, c) -> List.of(ops.sub(column(ops, c), "z"))),
        new Variant(
            "a product and a sum",
            1,
            (ops, c) -> List.of(ops.add(ops.mul("z", column(ops, c)), column(ops, c)))),
        new Variant(
            "a product that is wanted itself",
            2,
            (ops, c) -> {
              String product = ops.mul("z", column(ops, c));
              return List.of(product, ops.sub(product, column(ops, c)));
            }),
        new Variant("sums", 0, (ops, c) -> List.of(ops.reduceSum("z", false, 0, 2, 3))),
        new Variant("other sums", 1, (ops, c) -> List.of(ops.reduceSum("z", true, 0, 2, 3))),
        new Variant("normalisation in training", 1, (ops, c) -> normalised(ops, c, true)),
        new Variant(
            "what normalisation subtracts",
            2,
            (ops, c) -> {
              List<String> normalised = normalised(ops, c, true);
              String mean = ops.reshape(normalised.get(1), c, 1, 1);
              return List.of(normalised.get(0), ops.sub("z", mean));
            }),
        new Variant("normalisation", 1, (ops, c) -> normalised(ops, c, false)));
  }

  private static String column(Ops ops, long channels) {
    return ops.reshape("v", channels, 1, 1);
  }

  private static List<String> normalised(Ops ops, long channels, boolean training) {
    String variance = ops.square("v");
    Map<String, Object> attributes =
        training ? Map.of("training_mode", 1, "momentum", 0f) : Map.of("epsilon", 1e-3f);
    List<String> inputs = List.of("z", "v", "v", ops.neg("v"), variance);
    return ops.op("BatchNormalization", attributes, inputs, training ? 3 : 1);
  }

  private static List<Variant> shaping() {
    return List.of(
        new Variant("concatenation", 1, (ops, c) -> List.of(ops.concat(1, List.of("z", "x")))),
        new Variant("of images", 2, (ops, c) -> List.of(ops.concat(0, List.of("z", "y")))),
        new Variant(
            "division",
            2,
            (ops, c) -> {
              List<String> both = List.of(ops.concat(1, List.of("z", "y")), ops.longs(c, c));
              return ops.op("Split", Map.of("axis", 1), both, 2);
            }),
        new Variant(
            "division within a block",
            1,
            (ops, c) -> ops.op("Split", Map.of("axis", 1), List.of("z", ops.longs(1, c - 1)), 2)),
        new Variant("a range", 1, (ops, c) -> List.of(ops.slice("z", 1, c / 2, c))),
        new Variant("a range within a block", 1, (ops, c) -> List.of(ops.slice("z", 1, 1, c))),
        new Variant("a range of rows", 1, (ops, c) -> List.of(ops.slice("z", 2, 0, 2))),
        new Variant("padding", 1, (ops, c) -> List.of(pad(ops, 1, 2, 0, 3))),
        new Variant(
            "padding of a condition",
            1,
            (ops, c) -> {
              String condition = ops.op("Greater", "z", "y");
              return List.of(ops.pad(condition, new long[] {0, 0, 1, 1}, new long[4]));
            }),
        new Variant("cropping", 1, (ops, c) -> List.of(pad(ops, 1, -2, 0, 3))),
        new Variant("enlarging", 1, (ops, c) -> List.of(enlarged(ops, "nearest", "floor", 3, 2))),
        new Variant(
            "to twice the size by more than two",
            1,
            (ops, c) -> List.of(enlarged(ops, "nearest", "floor", 2.15, 2))),
        new Variant("smooth", 1, (ops, c) -> List.of(enlarged(ops, "linear", "floor", 2, 2))),
        new Variant("by a half", 1, (ops, c) -> List.of(enlarged(ops, "nearest", "ceil", 1.5, 2))));
  }

  private static String pad(Ops ops, long top, long left, long bottom, long right) {
    return ops.pad("z", new long[] {0, 0, top, left}, new long[] {0, 0, bottom, right});
  }

  private static String enlarged(Ops ops, String mode, String nearest, double down, double across) {
    Map<String, String> attributes =
        Map.of(
            "mode", mode,
            "coordinate_transformation_mode", "asymmetric",
            "nearest_mode", nearest);
    String scales = ops.constant(Tensor.of(new float[] {1, 1, (float) down, (float) across}, 4));
    return ops.op("Resize", attributes, "z", "", scales);
  }

  private static List<Variant> others() {
    return List.of(
        new Variant("pooling", 1, (ops, c) -> List.of(ops.op("GlobalMaxPool", "z"))),
        new Variant(
            "kernels that are images",
            2,
            (ops, c) -> {
              String images = ops.transpose(pad(ops, 1, 1, 1, 1), 1, 0, 2, 3);
              String kernels = ops.transpose("y", 1, 0, 2, 3);
              return List.of(ops.op("Conv", images, kernels));
            }));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void givesTheSame(Variant variant, Engine engine) {
    long block = block(engine);
    TypedGraph plain = typed(engine, 2 * block, variant.content());
    Graph blocked = BlockedLayout.of(plain, block);
    assertEquals(variant.converted(), count(blocked, "ReorderOutput"), "tensors that leave");
    Map<String, Tensor> feeds = feeds(plain.graph());
    assertSame(run(engine, plain.graph(), feeds), run(engine, blocked, feeds));
  }

  static Stream<Map<String, Object>> attributes() {
    return Stream.of(
        Map.of("pads", new long[] {1, 1, 1, 1}),
        Map.of("strides", new long[] {2, 1}, "pads", new long[] {0, 2, 1, 0}),
        Map.of("dilations", new long[] {1, 2}),
        Map.of("auto_pad", "SAME_UPPER"),
        Map.of("group", 2));
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void convolutionsGiveTheSame(Map<String, Object> attributes, Engine engine) {
    long block = block(engine);
    for (long from : new long[] {2, block - 2, block, 2 * block, block + 2}) {
      boolean whole =
          attributes.containsKey("group") ? from == 2 * block : from <= block || from % block == 0;
      boolean serves = whole && !attributes.containsKey("auto_pad");
      convolutionGivesTheSame(attributes, from, 2 * block, serves, engine);
    }
  }

  @ParameterizedTest
  @MethodSource("attributes")
  void convolutionsOfEachChannelGiveTheSame(Map<String, Object> attributes, Engine engine) {
    long block = block(engine);
    for (long channels : new long[] {block, 2 * block, block + 2}) {
      Map<String, Object> depthwise = new LinkedHashMap<>(attributes);
      depthwise.put("group", channels);
      boolean serves = channels % block == 0 && !attributes.containsKey("auto_pad");
      convolutionGivesTheSame(depthwise, channels, channels, serves, engine);
    }
  }

  /** With weights that are fed, and with the same as constants. */
  private static void convolutionGivesTheSame(
      Map<String, Object> attributes, long from, long to, boolean serves, Engine engine) {
    long groups = attributes.get("group") instanceof Number number ? number.longValue() : 1;
    Graph fed = convolution(attributes, from, to, Shape.of(to, from / groups, 3, 3));
    Map<String, Tensor> feeds = feeds(fed);
    Graph constant = fed.edit().removeInput("w").initializer("w", feeds.get("w")).build();
    for (Graph graph : List.of(fed, constant)) {
      TypedGraph plain = new ShapeProbe(engine).probe(graph, Map.of());
      Graph blocked = BlockedLayout.of(plain, block(engine));
      assertEquals(serves ? 1 : 0, count(blocked, "Conv"), from + " channels");
      Map<String, Tensor> given = new LinkedHashMap<>(feeds);
      given.keySet().retainAll(graph.inputNames());
      assertSame(run(engine, plain.graph(), given), run(engine, blocked, given));
    }
  }

  private static Graph convolution(
      Map<String, Object> attributes, long from, long to, Shape weight) {
    GraphBuilder builder = Graph.builder("convolution", 21);
    builder.input(Value.of("x", DataType.FLOAT, IMAGES, from, ROWS, COLUMNS));
    builder.input(Value.of("w", DataType.FLOAT, weight.dims()));
    builder.input(Value.of("b", DataType.FLOAT, to));
    String y = new Ops(builder, DataType.FLOAT).op("Conv", attributes, "x", "w", "b");
    return builder.tap(y).build();
  }

  @Test
  void theMaskOfAReluIsMadeInTheLayoutWhereItsValuesWereSaved(Engine engine) {
    long block = block(engine);
    TypedGraph plain =
        typed(
            engine,
            block,
            (ops, c) ->
                List.of(ops.mul("z", ops.indicator(ops.op("Greater", "x", ops.scalar(0))))));
    Graph blocked = BlockedLayout.of(plain, block);
    assertEquals(0, count(blocked, "Greater"));
    Map<String, Tensor> feeds = feeds(plain.graph());
    assertSame(run(engine, plain.graph(), feeds), run(engine, blocked, feeds));
  }

  @Test
  void sumsOfManyEqualNumbersDoNotDrift(Engine engine) {
    long block = block(engine);
    long side = 512;
    GraphBuilder builder = Graph.builder("sums", 21);
    builder.input(Value.of("x", DataType.FLOAT, 1, 1, side, side));
    builder.input(Value.of("w", DataType.FLOAT, block, 1, 1, 1));
    Ops ops = new Ops(builder, DataType.FLOAT);
    builder.tap(ops.reduceSum(ops.op("Conv", "x", "w"), false, 0, 2, 3));
    TypedGraph plain = new ShapeProbe(engine).probe(builder.build(), Map.of());
    Map<String, Tensor> feeds =
        Map.of(
            "x", Tensor.filled(DataType.FLOAT, 0.1f, 1, 1, side, side),
            "w", Tensor.filled(DataType.FLOAT, 1, block, 1, 1, 1));
    Tensor sums = run(engine, BlockedLayout.of(plain, block), feeds).values().iterator().next();
    double expected = 0.1f * (double) (side * side);
    assertEquals(expected, sums.get(0), 2e-5 * expected);
  }

  @Test
  void whatHasNoWholeBlockStaysAsItIs(Engine engine) {
    long block = block(engine);
    TypedGraph plain = typed(engine, block + 1, (ops, c) -> List.of(ops.op("Relu", "z")));
    Graph rewritten = BlockedLayout.of(plain, block);
    assertTrue(rewritten.nodes().stream().allMatch(node -> node.domain().isEmpty()));
    assertEquals(plain.graph().outputNames(), rewritten.outputNames());
  }

  @Test
  void aBlockIsMoreThanOneChannel(Engine engine) {
    TypedGraph plain = typed(engine, 4, (ops, c) -> List.of("z"));
    GraphException e = assertThrows(GraphException.class, () -> BlockedLayout.of(plain, 1));
    assertTrue(e.getMessage().contains("must be above 1"), e.getMessage());
  }

  private static long block(Engine engine) {
    long block = engine.channelBlock();
    assumeTrue(block > 1, "ONNX Runtime has no blocked layout on this processor");
    return block;
  }

  private static TypedGraph typed(Engine engine, long channels, Content content) {
    GraphBuilder builder = Graph.builder("network", 21);
    builder.input(Value.of("x", DataType.FLOAT, IMAGES, channels, ROWS, COLUMNS));
    builder.input(Value.of("w", DataType.FLOAT, channels, channels, 1, 1));
    builder.input(Value.of("v", DataType.FLOAT, channels));
    builder.add(Node.of("Conv", List.of("x", "w"), List.of("z"), Map.of()));
    builder.add(Node.of("Conv", List.of("x", "w", "v"), List.of("y"), Map.of()));
    List<String> outputs = content.append(new Ops(builder, DataType.FLOAT), channels);
    return new ShapeProbe(engine).probe(builder.outputs(outputs).prune().build(), Map.of());
  }

  private static Map<String, Tensor> feeds(Graph graph) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    for (Value input : graph.inputs()) {
      long[] dims = input.fixedShape().map(Shape::dims).orElseThrow();
      feeds.put(input.name(), new Samples(feeds.size()).normal(dims).as(DataType.FLOAT));
    }
    return feeds;
  }

  private static Map<String, Tensor> run(Engine engine, Graph graph, Map<String, Tensor> feeds) {
    try (Program program = engine.compile(graph)) {
      return program.run(feeds);
    }
  }

  private static long count(Graph graph, String op) {
    return graph.nodes().stream()
        .filter(node -> node.qualifiedOp().equals(BlockedOps.DOMAIN + "." + op))
        .count();
  }

  private static void assertSame(Map<String, Tensor> expected, Map<String, Tensor> found) {
    assertEquals(List.copyOf(expected.keySet()), new ArrayList<>(found.keySet()));
    expected.forEach(
        (name, tensor) -> {
          assertEquals(tensor.tensorType(), found.get(name).tensorType());
          double scale = 1e-6;
          for (int i = 0; i < tensor.size(); i++) {
            scale = Math.max(scale, Math.abs(tensor.get(i)));
          }
          for (int i = 0; i < tensor.size(); i++) {
            assertEquals(tensor.get(i), found.get(name).get(i), 2e-6 * scale, name + " " + i);
          }
        });
  }
}
