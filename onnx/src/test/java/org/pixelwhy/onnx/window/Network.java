package org.pixelwhy.onnx.window;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Builds small networks with random weights, biases included, layer by layer. */
final class Network {
  private final GraphBuilder builder = Graph.builder("network", 21);
  private final Random random = new Random(7);

  Network(long height, long width) {
    builder.input(Value.of("image", DataType.FLOAT, 1, 3, height, width));
  }

  Tensor random(long... dims) {
    long size = 1;
    for (long dim : dims) {
      size *= dim;
    }
    float[] values = new float[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() * 0.4f;
    }
    return Tensor.of(values, dims);
  }

  String op(String op, Map<String, ?> attributes, String... inputs) {
    Map<String, Attribute> converted = new LinkedHashMap<>();
    attributes.forEach((name, value) -> converted.put(name, Attribute.from(value)));
    return builder.add(op, List.of(inputs), converted);
  }

  String constant(Tensor value) {
    return builder.constant("constant", value);
  }

  /** A convolution that keeps the size at stride 1. */
  String conv(String x, int from, int to, int kernel, int stride, int dilation, int group) {
    long pad = (long) dilation * (kernel / 2);
    return op(
        "Conv",
        Map.of(
            "pads", new long[] {pad, pad, pad, pad},
            "strides", new long[] {stride, stride},
            "dilations", new long[] {dilation, dilation},
            "group", group),
        x,
        constant(random(to, from / group, kernel, kernel)),
        constant(random(to)));
  }

  String conv(String x, int from, int to) {
    return conv(x, from, to, 3, 1, 1, 1);
  }

  String relu(String x) {
    return op("Relu", Map.of(), x);
  }

  String norm(String x, int channels) {
    return op(
        "BatchNormalization",
        Map.of(),
        x,
        constant(random(channels)),
        constant(random(channels)),
        constant(random(channels)),
        constant(Tensor.filled(DataType.FLOAT, 0.7, channels)));
  }

  String block(String x, int from, int to) {
    return relu(norm(conv(x, from, to), to));
  }

  String maxPool(String x, int kernel, int stride, int pad, boolean ceil) {
    return op(
        "MaxPool",
        Map.of(
            "kernel_shape", new long[] {kernel, kernel},
            "strides", new long[] {stride, stride},
            "pads", new long[] {pad, pad, pad, pad},
            "ceil_mode", ceil ? 1 : 0),
        x);
  }

  String resize(String x, String mode, String coordinates, float factor) {
    return op(
        "Resize",
        Map.of(
            "mode", mode, "coordinate_transformation_mode", coordinates, "nearest_mode", "floor"),
        x,
        "",
        constant(Tensor.of(new float[] {1, 1, factor, factor}, 4)));
  }

  String upConv(String x, int from, int to, int kernel, int pad) {
    return op(
        "ConvTranspose",
        Map.of("strides", new long[] {2, 2}, "pads", new long[] {pad, pad, pad, pad}),
        x,
        constant(random(from, to, kernel, kernel)),
        constant(random(to)));
  }

  String concat(String... parts) {
    return op("Concat", Map.of("axis", 1), parts);
  }

  /** The graph whose output is a tensor, under the name logits. */
  Graph output(String tensor) {
    builder.add(Node.of("Identity", List.of(tensor), List.of("logits"), Map.of()));
    return builder.tap("logits").build();
  }
}
