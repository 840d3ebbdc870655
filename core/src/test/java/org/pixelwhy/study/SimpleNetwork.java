package org.pixelwhy.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.image.Image;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * About the least network that there is a gradient and a class activation map of: it looks at each
 * pixel by itself, and sees foreground where it is brighter than the middle.
 */
public final class SimpleNetwork {
  private SimpleNetwork() {}

  /** From {@code image [1,1,H,W]}, 0 to 1, to {@code logits [1,1,H,W]}: relu(x - 0.5) - 0.1. */
  public static Graph graph() {
    GraphBuilder builder = Graph.builder("simple", 21);
    builder.input(plane("image"));
    conv(builder, "compare", "image", 1, -0.5f);
    builder.add(new Node("relu", "", "Relu", List.of("compare"), List.of("relu"), Map.of()));
    conv(builder, "logits", "relu", 1, -0.1f);
    return builder.output(plane("logits")).build();
  }

  private static void conv(
      GraphBuilder builder, String name, String input, float weight, float bias) {
    builder.initializer(name + ".weight", Tensor.of(new float[] {weight}, 1, 1, 1, 1));
    builder.initializer(name + ".bias", Tensor.of(new float[] {bias}, 1));
    List<String> inputs = List.of(input, name + ".weight", name + ".bias");
    builder.add(new Node(name, "", "Conv", inputs, List.of(name), Map.of()));
  }

  private static Value plane(String name) {
    List<Dimension> dims =
        List.of(
            Dimension.of(1),
            Dimension.of(1),
            Dimension.symbol("height"),
            Dimension.symbol("width"));
    return new Value(name, Optional.of(DataType.FLOAT), Optional.of(dims));
  }

  /** Bright and dark in turns, without noise. */
  public static Image waves(int side) {
    float[] values = new float[side * side];
    for (int i = 0; i < values.length; i++) {
      double down = Math.sin(6.0 * (i / side) / side);
      double across = Math.cos(5.0 * (i % side) / side);
      values[i] = Math.round(128 + 100 * down * across);
    }
    return new Image(1, side, side, values, 255);
  }
}
