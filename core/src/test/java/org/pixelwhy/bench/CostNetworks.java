package org.pixelwhy.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Kinds of networks whose cost is counted: topologies as they are published, with few channels. */
enum CostNetworks {
  /** A U-Net that enlarges by repeating cells. */
  NEAREST_UNET {
    @Override
    String layers(Layers net) {
      return net.unet("nearest");
    }
  },
  /** The same with linear interpolation. */
  BILINEAR_UNET {
    @Override
    String layers(Layers net) {
      return net.unet("linear");
    }
  },
  /** A residual encoder of eight blocks, and a decoder with skip connections. */
  RESNET18_UNET {
    @Override
    String layers(Layers net) {
      String a = net.unit("image", 3, 16, 7, 2, 1, 1);
      String b = net.residual(net.residual(net.maxPool(a, 3, 2, 1), 16, 16, 1), 16, 16, 1);
      String c = net.residual(net.residual(b, 16, 32, 2), 32, 32, 1);
      String d = net.residual(net.residual(c, 32, 64, 2), 64, 64, 1);
      String e = net.residual(net.residual(d, 64, 128, 2), 128, 128, 1);
      String f = net.block(net.concat(net.resize(e, "nearest", 2), d), 192, 64);
      String g = net.block(net.concat(net.resize(f, "nearest", 2), c), 96, 32);
      String h = net.block(net.concat(net.resize(g, "nearest", 2), b), 48, 16);
      String i = net.block(net.concat(net.resize(h, "nearest", 2), a), 32, 16);
      return net.conv(net.block(net.resize(i, "nearest", 2), 16, 8), 8, 2, 3, 1, 1, 1);
    }
  },
  /** DeepLab: dilated convolutions side by side, average of the image, enlarged by 8. */
  DILATED {
    @Override
    String layers(Layers net) {
      String a = net.maxPool(net.unit("image", 3, 16, 7, 2, 1, 1), 3, 2, 1);
      String b = net.residual(net.residual(a, 16, 32, 2), 32, 64, 1);
      String c = net.unit(net.unit(b, 64, 64, 3, 1, 2, 1), 64, 64, 3, 1, 4, 1);
      String mean = net.op("GlobalAveragePool", Map.of(), c);
      String wide = net.op("Resize", nearest(), mean, "", "", net.longs(1, 64, 16, 16));
      String joined =
          net.concat(
              net.unit(c, 64, 32, 1, 1, 1, 1),
              net.unit(c, 64, 32, 3, 1, 3, 1),
              net.unit(c, 64, 32, 3, 1, 6, 1),
              net.unit(wide, 64, 32, 1, 1, 1, 1));
      String d = net.unit(joined, 128, 32, 1, 1, 1, 1);
      return net.resize(net.conv(d, 32, 2, 1, 1, 1, 1), "linear", 8);
    }
  },
  /** Depthwise and grouped convolutions, average pooling, transposed convolutions. */
  DEPTHWISE {
    @Override
    String layers(Layers net) {
      String a = net.unit("image", 3, 16, 3, 2, 1, 1);
      String b = net.unit(net.unit(a, 16, 16, 3, 1, 1, 16), 16, 32, 1, 1, 1, 1);
      String c = net.averagePool(net.unit(b, 32, 32, 3, 1, 1, 2));
      String d = net.unit(net.unit(c, 32, 32, 5, 1, 1, 32), 32, 64, 1, 1, 1, 1);
      String e = net.relu(net.upConv(d, 64, 32));
      return net.upConv(net.block(net.concat(b, e), 64, 16), 16, 2);
    }
  },
  /** Patches, attention with LayerNormalization and Gelu, and a linear decoder. */
  ATTENTION {
    @Override
    String layers(Layers net) {
      String patches = net.conv("image", 3, 64, 8, 8, 1, 1);
      String flat = net.op("Reshape", Map.of(), patches, net.longs(1, 64, -1));
      String tokens = net.op("Transpose", Map.of("perm", new long[] {0, 2, 1}), flat);
      String mixed = net.transformer(net.transformer(tokens, 64, 256), 64, 256);
      String turned = net.op("Transpose", Map.of("perm", new long[] {0, 2, 1}), mixed);
      String map = net.op("Reshape", Map.of(), turned, net.longs(1, 64, 16, 16));
      return net.resize(net.conv(map, 64, 2, 1, 1, 1, 1), "linear", 8);
    }
  };

  /** Rows and columns of the image. */
  static final int SIDE = 128;

  abstract String layers(Layers net);

  Graph graph() {
    Layers net = new Layers();
    return net.output(layers(net));
  }

  private static Map<String, Object> nearest() {
    return Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric");
  }

  /** Appends layers, all of whose weights are alike: only shapes count. */
  static final class Layers {
    private final GraphBuilder builder = Graph.builder("network", 21);

    Layers() {
      builder.input(Value.of("image", DataType.FLOAT, 1, 3, SIDE, SIDE));
    }

    String op(String op, Map<String, ?> attributes, String... inputs) {
      Map<String, Attribute> converted = new LinkedHashMap<>();
      attributes.forEach((name, value) -> converted.put(name, Attribute.from(value)));
      return builder.add(op, List.of(inputs), converted);
    }

    String longs(long... values) {
      return builder.constant("longs", Tensor.vector(values));
    }

    String weight(long... dims) {
      return builder.constant("weight", Tensor.filled(DataType.FLOAT, 0.01, dims));
    }

    String conv(String x, int from, int to, int kernel, int stride, int dilation, int group) {
      long pad = stride == kernel ? 0 : (long) dilation * (kernel / 2);
      Map<String, Object> attributes =
          Map.of(
              "pads", new long[] {pad, pad, pad, pad},
              "strides", new long[] {stride, stride},
              "dilations", new long[] {dilation, dilation},
              "group", group);
      return op("Conv", attributes, x, weight(to, from / group, kernel, kernel), weight(to));
    }

    String relu(String x) {
      return op("Relu", Map.of(), x);
    }

    String norm(String x, int c) {
      return op("BatchNormalization", Map.of(), x, weight(c), weight(c), weight(c), weight(c));
    }

    String unit(String x, int from, int to, int kernel, int stride, int dilation, int group) {
      return relu(norm(conv(x, from, to, kernel, stride, dilation, group), to));
    }

    String block(String x, int from, int to) {
      return unit(unit(x, from, to, 3, 1, 1, 1), to, to, 3, 1, 1, 1);
    }

    String residual(String x, int from, int to, int stride) {
      String inner = norm(conv(unit(x, from, to, 3, stride, 1, 1), to, to, 3, 1, 1, 1), to);
      String straight = from == to ? x : norm(conv(x, from, to, 1, stride, 1, 1), to);
      return relu(op("Add", Map.of(), inner, straight));
    }

    String unet(String mode) {
      String a = block("image", 3, 16);
      String b = block(maxPool(a, 2, 2, 0), 16, 32);
      String c = block(maxPool(b, 2, 2, 0), 32, 64);
      String d = block(maxPool(c, 2, 2, 0), 64, 128);
      String e = block(concat(c, resize(d, mode, 2)), 192, 64);
      String f = block(concat(b, resize(e, mode, 2)), 96, 32);
      String g = block(concat(a, resize(f, mode, 2)), 48, 16);
      return conv(g, 16, 2, 1, 1, 1, 1);
    }

    String maxPool(String x, int kernel, int stride, int pad) {
      return op(
          "MaxPool",
          Map.of(
              "kernel_shape", new long[] {kernel, kernel},
              "strides", new long[] {stride, stride},
              "pads", new long[] {pad, pad, pad, pad}),
          x);
    }

    String averagePool(String x) {
      long[] two = {2, 2};
      return op("AveragePool", Map.of("kernel_shape", two, "strides", two), x);
    }

    String upConv(String x, int from, int to) {
      return op("ConvTranspose", Map.of("strides", new long[] {2, 2}), x, weight(from, to, 2, 2));
    }

    String resize(String x, String mode, float factor) {
      Map<String, Object> attributes =
          mode.equals("nearest")
              ? Map.of(
                  "mode", mode,
                  "coordinate_transformation_mode", "asymmetric",
                  "nearest_mode", "floor")
              : Map.of("mode", mode, "coordinate_transformation_mode", "half_pixel");
      Tensor scales = Tensor.of(new float[] {1, 1, factor, factor}, 4);
      return op("Resize", attributes, x, "", builder.constant("scales", scales));
    }

    String concat(String... parts) {
      return op("Concat", Map.of("axis", 1), parts);
    }

    String linear(String x, int from, int to) {
      return op("Add", Map.of(), op("MatMul", Map.of(), x, weight(from, to)), weight(to));
    }

    String layerNorm(String x, int width) {
      return op("LayerNormalization", Map.of("axis", -1), x, weight(width), weight(width));
    }

    /** One head of attention and two linear layers, a residual path around each. */
    String transformer(String x, int width, int inner) {
      String y = layerNorm(x, width);
      String keys = op("Transpose", Map.of("perm", new long[] {0, 2, 1}), linear(y, width, width));
      String scores = op("MatMul", Map.of(), linear(y, width, width), keys);
      String shares = op("Softmax", Map.of("axis", -1), scores);
      String mixed = op("MatMul", Map.of(), shares, linear(y, width, width));
      String sum = op("Add", Map.of(), x, linear(mixed, width, width));
      String bent = op("Gelu", Map.of(), linear(layerNorm(sum, width), width, inner));
      return op("Add", Map.of(), sum, linear(bent, inner, width));
    }

    Graph output(String tensor) {
      builder.add(Node.of("Identity", List.of(tensor), List.of("logits"), Map.of()));
      return builder.tap("logits").build();
    }
  }
}
