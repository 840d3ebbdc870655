package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Half precision and quantised networks are explained like any other: they only have to run. */
@ExtendWith(EngineExtension.class)
class LowPrecisionTest {
  private static final Tensor WEIGHTS = Net.noise(8, 2, 2, 3, 3);

  static Stream<Attributor> methods() {
    return Stream.of(
        new Rise(RiseOptions.defaults().withMasks(60).withCells(3, 0.4)),
        new Occlusion(Occlusion.Options.defaults().withWindow(List.of(4), List.of(2))),
        new HausdorffMasks(
            HausdorffOptions.defaults()
                .withCircles(4, 2)
                .withApplication(MaskApplication.fill(2))));
  }

  private static Node node(
      String op, String output, Map<String, Attribute> attributes, String... in) {
    return new Node(output, "", op, List.of(in), List.of(output), attributes);
  }

  private static Value value(String name, DataType type, int channels) {
    List<Dimension> dims =
        Stream.of(1, channels, Example.HEIGHT, Example.WIDTH).map(n -> Dimension.of(n)).toList();
    return new Value(name, Optional.of(type), Optional.of(dims));
  }

  /** A convolution of two channels to two. */
  private static Graph plain(DataType type) {
    GraphBuilder builder = Graph.builder("net", 17).input(value("x", type, 2));
    builder.initializer("w", WEIGHTS.as(type));
    builder.add(node("Conv", "y", Map.of("pads", Attribute.ofInts(1, 1, 1, 1)), "x", "w"));
    return builder.output(value("y", type, 2)).build();
  }

  /** The same with activations and weights of 8 bits. */
  private static Graph quantised() {
    double scale = Arrays.stream(WEIGHTS.toDoubles()).map(Math::abs).max().orElseThrow() / 127;
    GraphBuilder builder = Graph.builder("net", 17).input(value("x", DataType.FLOAT, 2));
    builder.initializer("x.scale", Tensor.scalar(DataType.FLOAT, 0.03));
    builder.initializer("x.zero", Tensor.scalar(DataType.INT8, 0));
    builder.initializer("w.scale", Tensor.scalar(DataType.FLOAT, scale));
    builder.initializer("w.zero", Tensor.scalar(DataType.INT8, 0));
    float[] whole = new float[WEIGHTS.size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = Math.round(WEIGHTS.get(i) / scale);
    }
    builder.initializer("w.int8", Tensor.of(whole, WEIGHTS.shape().dims()).as(DataType.INT8));
    builder.add(node("QuantizeLinear", "x.int8", Map.of(), "x", "x.scale", "x.zero"));
    builder.add(node("DequantizeLinear", "x.near", Map.of(), "x.int8", "x.scale", "x.zero"));
    builder.add(node("DequantizeLinear", "w.near", Map.of(), "w.int8", "w.scale", "w.zero"));
    builder.add(
        node("Conv", "y", Map.of("pads", Attribute.ofInts(1, 1, 1, 1)), "x.near", "w.near"));
    return builder.output(value("y", DataType.FLOAT, 2)).build();
  }

  private static double[] map(Engine engine, Graph graph, Attributor method) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(Example.IMAGE)) {
      return method.explain(at, Question.of(new ImageTarget(1))).get(0).values().toDoubles();
    }
  }

  private static void assertSimilar(double[] expected, double[] found) {
    double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertTrue(Arrays.stream(found).distinct().count() > 1, "a blank map");
    assertArrayEquals(expected, found, 0.1 * greatest);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void halfPrecisionGivesNearlyTheMapOfFullPrecision(Attributor method, Engine engine) {
    double[] full = map(engine, plain(DataType.FLOAT), method);
    assertSimilar(full, map(engine, plain(DataType.FLOAT16), method));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void eightBitsGiveAMapLikeThatOfFullPrecision(Attributor method, Engine engine) {
    double[] full = map(engine, plain(DataType.FLOAT), method);
    double[] found = map(engine, quantised(), method);
    assertTrue(Arrays.stream(found).distinct().count() > 1, "a blank map");
    double product = 0;
    double squares = 0;
    double others = 0;
    for (int i = 0; i < full.length; i++) {
      product += full[i] * found[i];
      squares += full[i] * full[i];
      others += found[i] * found[i];
    }
    assertTrue(product / Math.sqrt(squares * others) > 0.9);
  }
}
