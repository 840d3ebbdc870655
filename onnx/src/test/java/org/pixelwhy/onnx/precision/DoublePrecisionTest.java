package org.pixelwhy.onnx.precision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** On small whole numbers, where float does not round, both precisions give the same. */
@ExtendWith(EngineExtension.class)
class DoublePrecisionTest {
  /** An operator, its attributes, and its inputs; the first one is fed. */
  private record Variant(String op, Map<String, Object> attributes, Tensor... inputs) {
    @Override
    public String toString() {
      return op + attributes.keySet() + inputs[0].shape();
    }
  }

  static Stream<Variant> variants() {
    return Stream.of(convolutions(), poolings(), resizings(), elements()).flatMap(s -> s);
  }

  private static Stream<Variant> convolutions() {
    Tensor x = whole(1, 2, 4, 7, 6);
    return Stream.of(
        new Variant("Conv", Map.of("pads", ints(1, 1, 1, 1)), x, whole(2, 3, 4, 3, 3)),
        new Variant(
            "Conv",
            Map.of(
                "pads", ints(2, 0, 1, 3),
                "strides", ints(2, 1),
                "dilations", ints(1, 2),
                "group", 2),
            x,
            whole(3, 6, 2, 3, 2),
            whole(4, 6)),
        new Variant("Conv", Map.of("auto_pad", "SAME_UPPER", "group", 4), x, whole(5, 4, 1, 2, 3)),
        new Variant("Conv", Map.of(), whole(6, 1, 2, 3, 4, 5), whole(7, 3, 2, 2, 2, 3)),
        new Variant("Conv", Map.of("strides", ints(3)), whole(8, 1, 2, 9), whole(9, 3, 2, 2)),
        new Variant("ConvTranspose", Map.of(), x, whole(10, 4, 3, 3, 2), whole(11, 3)),
        new Variant(
            "ConvTranspose",
            Map.of(
                "pads", ints(1, 0, 2, 1),
                "strides", ints(2, 3),
                "dilations", ints(2, 1),
                "output_padding", ints(1, 2),
                "group", 2),
            x,
            whole(12, 4, 3, 3, 2)),
        new Variant(
            "ConvTranspose",
            Map.of("strides", ints(2, 2, 2)),
            whole(13, 1, 2, 2, 3, 4),
            whole(14, 2, 3, 2, 2, 2)));
  }

  private static Stream<Variant> poolings() {
    Tensor x = fours(15, 2, 3, 7, 6);
    long[] square = {2, 2};
    return Stream.of(
        new Variant("AveragePool", Map.of("kernel_shape", square), x),
        new Variant(
            "AveragePool", Map.of("kernel_shape", square, "strides", square, "ceil_mode", 1), x),
        new Variant(
            "AveragePool",
            Map.of("kernel_shape", square, "pads", ints(1, 1, 0, 0), "count_include_pad", 1),
            x),
        new Variant("GlobalMaxPool", Map.of(), x),
        new Variant("GlobalAveragePool", Map.of(), fours(16, 2, 3, 2, 2)),
        new Variant("MaxPool", Map.of("kernel_shape", square, "pads", ints(1, 0, 0, 1)), x));
  }

  private static Stream<Variant> resizings() {
    Tensor x = fours(17, 1, 2, 3, 4);
    Tensor none = Tensor.of(new float[0], 0);
    Tensor doubled = Tensor.of(new float[] {1, 1, 2, 2}, 4);
    return Stream.of(
        new Variant("Resize", Map.of("mode", "nearest"), x, none, doubled),
        new Variant("Resize", Map.of("mode", "linear"), x, none, doubled),
        new Variant(
            "Resize",
            Map.of("mode", "linear", "coordinate_transformation_mode", "align_corners"),
            x,
            none,
            none,
            Tensor.vector(1, 2, 5, 7)),
        new Variant(
            "Resize",
            Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric"),
            fours(18, 1, 2, 2, 3, 4),
            none,
            Tensor.of(new float[] {1, 1, 2, 1, 3}, 5)));
  }

  private static Stream<Variant> elements() {
    Tensor x = whole(19, 2, 3, 4, 5);
    return Stream.of(
        new Variant("LeakyRelu", Map.of("alpha", 0.5f), x),
        new Variant("PRelu", Map.of(), x, whole(20, 3, 1, 1)),
        new Variant("Elu", Map.of("alpha", 0.5f), x),
        new Variant("HardSigmoid", Map.of("alpha", 0.25f), x),
        new Variant("HardSwish", Map.of(), x),
        new Variant("Gelu", Map.of(), x),
        new Variant("Selu", Map.of(), x),
        new Variant("Celu", Map.of("alpha", 0.5f), x),
        new Variant("Softplus", Map.of(), x),
        new Variant("Softsign", Map.of(), x),
        new Variant("Mish", Map.of(), x),
        new Variant("Softmax", Map.of("axis", 1), x),
        new Variant("InstanceNormalization", Map.of(), x, whole(21, 3), whole(22, 3)),
        new Variant(
            "GroupNormalization",
            Map.of("num_groups", 2),
            whole(26, 2, 4, 3, 5),
            whole(21, 4),
            whole(22, 4)),
        new Variant("LayerNormalization", Map.of("axis", 2), x, whole(23, 4, 5), whole(24, 4, 5)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void everyOperatorGivesWhatItGivesInFloat(Variant variant, Engine engine) {
    Graph graph = graph(variant);
    Graph wide = DoublePrecision.of(new ShapeProbe(engine).probe(graph, Map.of()), Set.of("x0"));
    Tensor expected = run(engine, graph, variant.inputs()[0]);
    Tensor actual = run(engine, wide, variant.inputs()[0]);
    assertEquals(DataType.DOUBLE, actual.type());
    assertEquals(expected.shape(), actual.shape());
    assertArrayEquals(expected.toDoubles(), actual.toDoubles(), 4e-6);
  }

  @Test
  void whatFloatRoundsAwayStays(Engine engine) {
    Tensor x = Tensor.of(new float[] {1, 1e-12f}, 1, 1, 1, 2);
    Tensor ones = Tensor.filled(DataType.FLOAT, 1, 1, 1, 1, 2);
    Tensor minusOne = Tensor.of(new float[] {-1}, 1);
    Graph graph = graph(new Variant("Conv", Map.of(), x, ones, minusOne));
    assertEquals(0, run(engine, graph, x).get(0));
    Graph wide = DoublePrecision.of(new ShapeProbe(engine).probe(graph, Map.of()), Set.of("x0"));
    assertEquals(1e-12, run(engine, wide, x).get(0), 1e-16);
  }

  @Test
  void anInputThatIsNotToStayFloatIsFedInDouble(Engine engine) {
    Tensor x = whole(25, 1, 2, 3);
    Graph graph = graph(new Variant("Relu", Map.of(), x));
    Graph wide = DoublePrecision.of(new ShapeProbe(engine).probe(graph, Map.of()), Set.of());
    Tensor actual = run(engine, wide, x.as(DataType.DOUBLE));
    assertArrayEquals(run(engine, graph, x).toDoubles(), actual.toDoubles());
  }

  private static Tensor run(Engine engine, Graph graph, Tensor x) {
    try (Program program = engine.compile(graph)) {
      return program.run(Map.of("x0", x)).get("y");
    }
  }

  private static Graph graph(Variant variant) {
    GraphBuilder builder = Graph.builder("variant", 21);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < variant.inputs().length; i++) {
      Tensor tensor = variant.inputs()[i];
      names.add(tensor.size() == 0 ? "" : "x" + i);
      if (i == 0) {
        builder.input(Value.of("x0", tensor.tensorType()));
      } else if (tensor.size() > 0) {
        builder.initializer("x" + i, tensor);
      }
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    variant.attributes().forEach((name, value) -> attributes.put(name, Attribute.from(value)));
    return builder.add(Node.of(variant.op(), names, List.of("y"), attributes)).tap("y").build();
  }

  private static long[] ints(long... values) {
    return values;
  }

  private static Tensor whole(long seed, long... dims) {
    return numbers(seed, 1, dims);
  }

  /** Multiples of four, whose averages over few cells are whole, too. */
  private static Tensor fours(long seed, long... dims) {
    return numbers(seed, 16, dims);
  }

  private static Tensor numbers(long seed, float unit, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[(int) Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = unit * (random.nextInt(9) - 4);
    }
    return Tensor.of(values, dims);
  }
}
