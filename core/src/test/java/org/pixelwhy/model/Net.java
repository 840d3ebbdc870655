package org.pixelwhy.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** A small network for tests, put together node by node; every node is named like its output. */
public final class Net {
  private final GraphBuilder builder = Graph.builder("net", 21);
  private final Random random;

  public Net(long seed) {
    this.random = new Random(seed);
  }

  /** Declares an input; extents are numbers, or texts where they are open. */
  public Net input(String name, Object... extents) {
    List<Dimension> dims =
        Arrays.stream(extents)
            .map(e -> e instanceof Integer n ? Dimension.of(n) : Dimension.symbol(e.toString()))
            .toList();
    builder.input(new Value(name, Optional.of(DataType.FLOAT), Optional.of(dims)));
    return this;
  }

  public Net constant(String name, Tensor value) {
    builder.initializer(name, value);
    return this;
  }

  public Net node(String op, String output, Map<String, Attribute> attributes, String... inputs) {
    builder.add(new Node(output, "", op, List.of(inputs), List.of(output), attributes));
    return this;
  }

  public Net node(String op, String output, String... inputs) {
    return node(op, output, Map.of(), inputs);
  }

  /** {@code x * sigmoid(alpha x)} as ONNX Runtime's own operator; at alpha 1 a SiLU. */
  public Net quickGelu(String output, String input, float alpha) {
    Map<String, Attribute> attributes = Map.of("alpha", Attribute.of(alpha));
    String domain = "com.microsoft";
    builder.add(new Node(output, domain, "QuickGelu", List.of(input), List.of(output), attributes));
    return this;
  }

  /** A Split with two outputs. */
  public Net split(String first, String second, String input, Map<String, Attribute> attributes) {
    builder.add(new Node(first, "", "Split", List.of(input), List.of(first, second), attributes));
    return this;
  }

  /** A convolution with random weights that keeps the size. */
  public Net conv(String output, String input, int from, int to, int kernel) {
    float[] weights = new float[to * from * kernel * kernel];
    double deviation = Math.sqrt(2.0 / (from * kernel * kernel));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
    return conv(output, input, Tensor.of(weights, to, from, kernel, kernel));
  }

  /** A convolution with given weights that keeps the size. */
  public Net conv(String output, String input, Tensor weights) {
    constant(output + ".weight", weights);
    long pad = weights.shape().dim(2) / 2;
    Map<String, Attribute> pads = Map.of("pads", Attribute.ofInts(pad, pad, pad, pad));
    return node("Conv", output, pads, input, output + ".weight");
  }

  public Net transpose(String output, String input, long... permutation) {
    return node("Transpose", output, Map.of("perm", Attribute.ofInts(permutation)), input);
  }

  public Graph graph(String... outputs) {
    builder.outputs(List.of(outputs));
    return builder.build();
  }

  /** The graph as a model that was written to a file and read again. */
  public static SegmentationModel prepare(Engine engine, Graph graph, PartialCard stated) {
    return ModelPreparation.prepare(engine, OnnxReader.read(OnnxWriter.toBytes(graph)), stated);
  }

  public static SegmentationModel prepare(Engine engine, Graph graph) {
    return prepare(engine, graph, PartialCard.EMPTY);
  }

  /** A picture's worth of standard normal values {@code [1,C,H,W]}. */
  public static Tensor noise(long seed, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, dims);
  }
}
