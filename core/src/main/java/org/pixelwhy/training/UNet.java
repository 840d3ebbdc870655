package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNetOptions.Upsampling;

/**
 * Builds U-Nets as graphs: input {@code image [N,C,H,W]}, output {@code logits [N,K,H,W]}.
 *
 * <p>Each level is two 3x3 convolutions, each with batch normalisation (optional) and Relu; 2x2 max
 * pooling on the way down; up-sampling, concatenation with the level's encoder output and two
 * convolutions on the way up; a 1x1 convolution at the end. H and W must be multiples of {@code
 * 2^(depth-1)}. With nearest up-sampling this is the family of U-Noise (depth 2, 3, 4 with 16
 * channels: 28,529, 130,577 and 537,425 parameters for 3 input channels; depth 5 with 64: 34.5
 * million).
 *
 * <p>Weights are drawn from a normal distribution of variance {@code 2 / fan-in} (He et al. 2015),
 * biases are zero, normalisations start as the identity.
 *
 * <p>Ronneberger, Fischer, Brox: U-Net: Convolutional Networks for Biomedical Image Segmentation,
 * MICCAI 2015.
 */
public final class UNet {
  private static final long OPSET = 21;

  private final UNetOptions options;
  private final Random random;
  private final GraphBuilder builder = Graph.builder("unet", OPSET);

  private UNet(UNetOptions options, long seed) {
    this.options = options;
    this.random = new Random(seed);
  }

  /** A U-Net with random weights; the same seed gives the same weights. */
  public static Graph graph(UNetOptions options, long seed) {
    return new UNet(options, seed).build();
  }

  private Graph build() {
    builder.input(image("image", options.inputs()));
    List<String> skips = new ArrayList<>();
    String x = block("enc1", "image", options.inputs(), width(0));
    int lowest = options.depth() - 1;
    for (int level = 1; level <= lowest; level++) {
      skips.add(x);
      Map<String, Attribute> pooling =
          Map.of(
              "kernel_shape", Attribute.ofInts(2, 2),
              "strides", Attribute.ofInts(2, 2));
      String pooled = node("pool" + level, "MaxPool", List.of(x), pooling);
      String name = level == lowest ? "mid" : "enc" + (level + 1);
      x = block(name, pooled, width(level - 1), width(level));
    }
    for (int level = lowest; level >= 1; level--) {
      String up = upsample("up" + level, x, width(level), width(level - 1));
      String skip = skips.get(level - 1);
      String joined =
          node("join" + level, "Concat", List.of(skip, up), Map.of("axis", Attribute.of(1)));
      x = block("dec" + level, joined, 2 * width(level - 1), width(level - 1));
    }
    convolution("logits", x, width(0), options.outputs(), 1);
    return builder.output(image("logits", options.outputs())).build();
  }

  private int width(int level) {
    return options.channels() << level;
  }

  private static Value image(String name, int channels) {
    return Value.planes(name, Dimension.of(channels));
  }

  private String block(String name, String x, int from, int to) {
    return unit(name + ".2", unit(name + ".1", x, from, to), to, to);
  }

  /** 3x3 convolution, batch normalisation, Relu. */
  private String unit(String name, String x, int from, int to) {
    String y = convolution(name + ".conv", x, from, to, 3);
    if (options.batchNorm()) {
      y = batchNorm(name + ".norm", y, to);
    }
    return node(name + ".relu", "Relu", List.of(y), Map.of());
  }

  private String upsample(String name, String x, int from, int to) {
    if (options.upsampling() == Upsampling.TRANSPOSED) {
      String weight = weight(name + ".weight", from, from, to, 2, 2);
      String bias = vector(name + ".bias", 0, to);
      return node(
          name,
          "ConvTranspose",
          List.of(x, weight, bias),
          Map.of("strides", Attribute.ofInts(2, 2)));
    }
    boolean nearest = options.upsampling() == Upsampling.NEAREST;
    builder.initializer(name + ".scales", Tensor.of(new float[] {1, 1, 2, 2}, 4));
    String large =
        node(
            name + ".resize",
            "Resize",
            List.of(x, "", name + ".scales"),
            Map.of(
                "mode", Attribute.of(nearest ? "nearest" : "linear"),
                "coordinate_transformation_mode",
                    Attribute.of(nearest ? "asymmetric" : "half_pixel"),
                "nearest_mode", Attribute.of("floor")));
    return unit(name, large, from, to);
  }

  private String convolution(String name, String x, int from, int to, int kernel) {
    String weight = weight(name + ".weight", from * kernel * kernel, to, from, kernel, kernel);
    String bias = vector(name + ".bias", 0, to);
    long pad = kernel / 2;
    return node(
        name,
        "Conv",
        List.of(x, weight, bias),
        Map.of(
            "kernel_shape", Attribute.ofInts(kernel, kernel),
            "pads", Attribute.ofInts(pad, pad, pad, pad)));
  }

  private String batchNorm(String name, String x, int channels) {
    return node(
        name,
        "BatchNormalization",
        List.of(
            x,
            vector(name + ".scale", 1, channels),
            vector(name + ".bias", 0, channels),
            vector(name + ".mean", 0, channels),
            vector(name + ".variance", 1, channels)),
        Map.of());
  }

  private String weight(String name, int fanIn, long... dims) {
    float[] values = new float[Math.toIntExact(dims[0] * dims[1] * dims[2] * dims[3])];
    double deviation = Math.sqrt(2.0 / fanIn);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    builder.initializer(name, Tensor.of(values, dims));
    return name;
  }

  private String vector(String name, double value, int length) {
    builder.initializer(name, Tensor.filled(DataType.FLOAT, value, length));
    return name;
  }

  /** Adds a node whose output bears the node's name. */
  private String node(
      String name, String op, List<String> inputs, Map<String, Attribute> attributes) {
    builder.add(new Node(name, "", op, inputs, List.of(name), attributes));
    return name;
  }
}
