package org.pixelwhy.study;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.Tensor;

/** Small whole networks of every style that people segment with, with random weights. */
enum UnseenNetworks {
  /** Overlapping and ceil-mode poolings at several scales, brought back by Resize. */
  PYRAMID(UnseenNetworks::pyramid),
  /** Depthwise and grouped convolutions, squeeze and excitation, bounded activations. */
  MOBILE(UnseenNetworks::mobile),
  /** Channels to pixels and back, and the smooth activations. */
  SHUFFLE(UnseenNetworks::shuffle),
  /** Patches, LayerNormalization, attention, Gelu. */
  TRANSFORMER(UnseenNetworks::transformer),
  /** Convolution, pooling and its transpose in 3-D, with GroupNormalization. */
  VOLUME(UnseenNetworks::volume),
  /** What moves, selects and reduces, and the other ways to resize. */
  LAYOUT(UnseenNetworks::layout);

  private final LongFunction<Graph> maker;

  UnseenNetworks(LongFunction<Graph> maker) {
    this.maker = maker;
  }

  Graph graph(long seed) {
    return maker.apply(seed);
  }

  /** A network's input of the size that this takes. */
  Tensor image(long seed) {
    return this == VOLUME ? Net.noise(seed, 1, 1, 8, 8, 8) : Net.noise(seed, 1, 3, 16, 16);
  }

  private static Graph pyramid(long seed) {
    Net net = new Net(seed).input("x", 1, 3, 16, 16);
    net.conv("stem", "x", 3, 8, 3).node("Relu", "on", "stem");
    net.node(
        "MaxPool", "pool", ints("kernel_shape", 3, 3, "strides", 2, 2, "pads", 1, 1, 1, 1), "on");
    net.conv("body", "pool", 8, 8, 3).node("Relu", "features", "body");
    net.node("GlobalAveragePool", "whole", "features");
    net.node(
        "AveragePool",
        "halves",
        with(ints("kernel_shape", 5, 5, "strides", 4, 4), "ceil_mode", 1),
        "features");
    net.node(
        "AveragePool",
        "shared",
        with(
            ints("kernel_shape", 3, 3, "strides", 2, 2, "pads", 1, 1, 1, 1),
            "count_include_pad",
            1),
        "features");
    net.constant("size", Tensor.vector(1, 4, 8, 8));
    Map<String, Attribute> corners = linear("align_corners");
    for (String level : new String[] {"whole", "halves", "shared"}) {
      net.conv(level + "_conv", level, 8, 4, 1).node("Relu", level + "_on", level + "_conv");
      net.node("Resize", level + "_up", corners, level + "_on", "", "", "size");
    }
    net.node("Concat", "all", axis(1), "features", "whole_up", "halves_up", "shared_up");
    net.conv("head", "all", 20, 6, 3)
        .node("Relu", "head_on", "head")
        .conv("low", "head_on", 6, 3, 1);
    net.constant("twice", Tensor.of(new float[] {1, 1, 2, 2}, 4));
    return net.node("Resize", "y", linear("half_pixel"), "low", "", "twice").graph("y");
  }

  private static Graph mobile(long seed) {
    Net net =
        new Net(seed)
            .input("x", 1, 3, 16, 16)
            .constant("zero", scalar(0))
            .constant("six", scalar(6));
    net.conv("stem", "x", 3, 8, 3).node("Clip", "stem_on", "stem", "zero", "six");
    net.constant("depthwise", weights(seed + 1, 9, 8, 1, 3, 3));
    net.node(
        "Conv",
        "dw",
        with(ints("strides", 2, 2, "pads", 1, 1, 1, 1), "group", 8),
        "stem_on",
        "depthwise");
    net.node("HardSwish", "dw_on", "dw").constant("grouped", weights(seed + 2, 36, 8, 4, 3, 3));
    Map<String, Attribute> dilated = with(ints("dilations", 2, 2, "pads", 2, 2, 2, 2), "group", 2);
    net.node("Conv", "wide", dilated, "dw_on", "grouped").node("Relu", "wide_on", "wide");
    net.node("GlobalAveragePool", "squeezed", "wide_on").conv("excite", "squeezed", 8, 8, 1);
    net.node("HardSigmoid", "gate", "excite").node("Mul", "gated", "wide_on", "gate");
    net.constant("up", weights(seed + 3, 36, 8, 3, 3, 3));
    Map<String, Attribute> up = ints("strides", 2, 2, "pads", 1, 1, 1, 1, "output_padding", 1, 1);
    net.node("ConvTranspose", "large", with(up, "group", 2), "gated", "up");
    net.node("Clip", "large_on", "large", "zero", "six");
    return net.conv("y", "large_on", 6, 2, 3).graph("y");
  }

  private static Graph shuffle(long seed) {
    Net net = new Net(seed).input("x", 1, 3, 16, 16);
    net.node("SpaceToDepth", "small", Map.of("blocksize", Attribute.of(2)), "x");
    net.constant("slope", weights(seed + 1, 8, 8, 1, 1));
    net.conv("a", "small", 12, 8, 3).node("PRelu", "a_on", "a", "slope");
    String previous = "a_on";
    for (String op : new String[] {"Elu", "Selu", "Celu", "Softplus", "Mish", "Softsign"}) {
      net.conv(op + "_conv", previous, 8, 8, 1).node(op, op + "_on", op + "_conv");
      previous = op + "_on";
    }
    net.node("Add", "sum", "a_on", previous).conv("wide", "sum", 8, 16, 1);
    net.node("DepthToSpace", "dcr", shuffling("DCR"), "wide");
    net.node("DepthToSpace", "crd", shuffling("CRD"), "wide");
    net.node("Concat", "both", axis(1), "dcr", "crd").node("Relu", "both_on", "both");
    return net.conv("y", "both_on", 8, 3, 3).graph("y");
  }

  private static Graph transformer(long seed) {
    Net net = new Net(seed).input("x", 1, 3, 16, 16);
    net.constant("patch", weights(seed + 1, 48, 8, 3, 4, 4));
    net.node("Conv", "patches", ints("strides", 4, 4), "x", "patch");
    net.constant("flat", Tensor.vector(1, 8, 16)).node("Reshape", "rows", "patches", "flat");
    net.transpose("tokens", "rows", 0, 2, 1).constant("scale", weights(seed + 2, 1, 8));
    net.node("LayerNormalization", "normal", axis(-1), "tokens", "scale");
    for (String part : new String[] {"query", "key", "value"}) {
      net.constant(part + "_weight", weights(seed + part.length(), 8, 8, 8));
      net.node("MatMul", part, "normal", part + "_weight");
    }
    net.node("Einsum", "scores", equation("bic,bjc->bij"), "query", "key");
    net.node("Softmax", "attention", axis(-1), "scores");
    net.node("Einsum", "mixed", equation("bij,bjc->bic"), "attention", "value");
    net.node("Add", "residual", "tokens", "mixed").constant("wide", weights(seed + 3, 8, 8, 16));
    net.node("MatMul", "hidden", "residual", "wide").node("Gelu", "erf", "hidden");
    Map<String, Attribute> tanh = Map.of("approximate", Attribute.of("tanh"));
    net.node("Gelu", "curve", tanh, "erf").transpose("columns", "curve", 0, 2, 1);
    net.constant("square", Tensor.vector(1, 16, 4, 4)).node("Reshape", "map", "columns", "square");
    net.node("DepthToSpace", "large", shuffling("CRD"), "map").conv("mix", "large", 4, 12, 3);
    net.node("Relu", "mix_on", "mix");
    net.node("DepthToSpace", "full", shuffling("DCR"), "mix_on");
    return net.conv("y", "full", 3, 3, 1).graph("y");
  }

  private static Graph volume(long seed) {
    Net net =
        new Net(seed)
            .input("x", 1, 1, 8, 8, 8)
            .constant("in", weights(seed + 1, 27, 4, 1, 3, 3, 3));
    Map<String, Attribute> same = ints("pads", 1, 1, 1, 1, 1, 1);
    net.node("Conv", "a", same, "x", "in");
    net.constant("ones", Tensor.of(new float[] {1, 1.5f, 0.5f, 1}, 4));
    net.constant("shift", Tensor.of(new float[] {0.1f, -0.2f, 0.3f, 0}, 4));
    Map<String, Attribute> groups = Map.of("num_groups", Attribute.of(2));
    net.node("GroupNormalization", "normal", groups, "a", "ones", "shift");
    net.constant("slope", weights(seed + 2, 8, 4, 1, 1, 1)).node("PRelu", "on", "normal", "slope");
    Map<String, Attribute> window = ints("kernel_shape", 3, 3, 3, "strides", 2, 2, 2);
    window.putAll(same);
    net.node("MaxPool", "small", window, "on").node("AveragePool", "mean", window, "on");
    net.node("Concat", "both", axis(1), "small", "mean");
    net.constant("grouped", weights(seed + 3, 54, 8, 4, 3, 3, 3));
    net.node("Conv", "b", with(same, "group", 2), "both", "grouped").node("Elu", "b_on", "b");
    net.constant("up", weights(seed + 4, 27, 8, 2, 3, 3, 3));
    Map<String, Attribute> up = ints("strides", 2, 2, 2, "output_padding", 1, 1, 1);
    up.putAll(same);
    return net.node("ConvTranspose", "y", up, "b_on", "up").graph("y");
  }

  private static Graph layout(long seed) {
    Net net = new Net(seed).input("x", 1, 3, 16, 16).conv("a", "x", 3, 8, 3);
    Map<String, Attribute> halves = with(axis(1), "num_outputs", 2);
    net.split("left", "right", "a", halves)
        .node("Sigmoid", "gate", "right")
        .node("Mul", "glu", "left", "gate");
    net.constant("pads", Tensor.vector(0, 0, 1, 2, 0, 0, 2, 1));
    net.node("Pad", "padded", Map.of("mode", Attribute.of("reflect")), "glu", "pads");
    net.constant("starts", Tensor.vector(1, 2)).constant("ends", Tensor.vector(17, 18));
    net.constant("axes", Tensor.vector(2, 3)).constant("channels", Tensor.vector(1));
    net.node("Slice", "cut", "padded", "starts", "ends", "axes");
    net.constant("order", Tensor.vector(2, 0, 3, 1))
        .node("Gather", "mixed", axis(1), "cut", "order");
    net.constant("half", Tensor.of(new float[] {1, 1, 0.5f, 0.5f}, 4));
    net.node("Resize", "small", linear("half_pixel"), "mixed", "", "half");
    net.node("LeakyRelu", "leaky", "small").conv("b", "leaky", 4, 4, 3);
    net.constant("size", Tensor.vector(1, 4, 16, 16));
    Map<String, Attribute> cubic = Map.of("mode", Attribute.of("cubic"));
    net.node("Resize", "large", cubic, "b", "", "", "size");
    Map<String, Attribute> plain =
        Map.of("coordinate_transformation_mode", Attribute.of("asymmetric"));
    net.node("Resize", "blocks", plain, "leaky", "", "", "size");
    net.node("ReduceMax", "strongest", "large", "channels")
        .node("ReduceL2", "norm", "blocks", "channels");
    net.constant("all", Tensor.vector(1, 4, 16, 16)).node("Expand", "spread", "strongest", "all");
    net.constant("zero", scalar(0)).node("Greater", "above", "large", "zero");
    net.node("Where", "chosen", "above", "spread", "blocks");
    net.node("Concat", "joined", axis(1), "chosen", "norm", "x");
    return net.conv("y", "joined", 8, 3, 1).graph("y");
  }

  private static Tensor scalar(float value) {
    return Tensor.of(new float[] {value});
  }

  private static Tensor weights(long seed, int reads, long... dims) {
    Random random = new Random(seed);
    float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Math.sqrt(2.0 / reads) * random.nextGaussian());
    }
    return Tensor.of(values, dims);
  }

  /** Attributes of whole numbers: names, each followed by its numbers. */
  private static Map<String, Attribute> ints(Object... namesAndNumbers) {
    Map<String, Attribute> attributes = new TreeMap<>();
    for (int i = 0; i < namesAndNumbers.length; ) {
      int name = i++;
      while (i < namesAndNumbers.length && namesAndNumbers[i] instanceof Integer) {
        i++;
      }
      long[] numbers = new long[i - name - 1];
      Arrays.setAll(numbers, k -> (int) namesAndNumbers[name + 1 + k]);
      attributes.put((String) namesAndNumbers[name], Attribute.ofInts(numbers));
    }
    return attributes;
  }

  private static Map<String, Attribute> with(
      Map<String, Attribute> others, String name, long value) {
    Map<String, Attribute> attributes = new TreeMap<>(others);
    attributes.put(name, Attribute.of(value));
    return attributes;
  }

  private static Map<String, Attribute> axis(long axis) {
    return Map.of("axis", Attribute.of(axis));
  }

  private static Map<String, Attribute> equation(String text) {
    return Map.of("equation", Attribute.of(text));
  }

  private static Map<String, Attribute> linear(String coordinates) {
    return Map.of(
        "mode", Attribute.of("linear"),
        "coordinate_transformation_mode", Attribute.of(coordinates));
  }

  private static Map<String, Attribute> shuffling(String mode) {
    return Map.of("blocksize", Attribute.of(2), "mode", Attribute.of(mode));
  }
}
