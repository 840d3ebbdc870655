package org.pixelwhy.data.synthetic;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.Tensor;

/**
 * A small network made by hand, not trained, that segments bright blobs: its weights can be read.
 *
 * <p>Two filters compare a disc with the ring around it, for small and for large blobs (positive
 * inside, negative around, summing to zero: even light cancels out). Their rectified answers are
 * pooled, smoothed, enlarged again, and joined with the fine ones; the logit is their weighted sum
 * minus a threshold. Input {@code image [N,1,H,W]} with values 0..1, H and W even; output {@code
 * logits [N,1,H,W]}.
 */
public final class BlobDetector {
  private static final int SIZE = 21;

  private final GraphBuilder builder = Graph.builder("blob-detector", 21);

  private BlobDetector() {}

  public static Graph graph() {
    return new BlobDetector().build();
  }

  private Graph build() {
    builder.input(image("image"));
    conv("compare", "image", centreSurround());
    node("compare.relu", "Relu", List.of("compare"), Map.of());
    node(
        "pool",
        "MaxPool",
        List.of("compare.relu"),
        Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2)));
    conv("smooth", "pool", smoothing());
    node("smooth.relu", "Relu", List.of("smooth"), Map.of());
    builder.initializer("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4));
    node(
        "enlarge",
        "Resize",
        List.of("smooth.relu", "", "scales"),
        Map.of("mode", Attribute.of("linear")));
    node("join", "Concat", List.of("compare.relu", "enlarge"), Map.of("axis", Attribute.of(1)));
    builder.initializer("logits.weight", Tensor.of(new float[] {9, 6, 9, 6}, 1, 4, 1, 1));
    builder.initializer("logits.bias", Tensor.of(new float[] {-2.6f}, 1));
    node("logits", "Conv", List.of("join", "logits.weight", "logits.bias"), Map.of());
    builder.metadata("made-by", "PixelWhy's demo: weights set by hand, not trained");
    return builder.output(image("logits")).build();
  }

  private static Value image(String name) {
    return Value.planes(name, Dimension.of(1));
  }

  private void conv(String name, String input, Tensor weight) {
    long pad = weight.shape().dim(2) / 2;
    builder.initializer(name + ".weight", weight);
    node(
        name,
        "Conv",
        List.of(input, name + ".weight"),
        Map.of("pads", Attribute.ofInts(pad, pad, pad, pad)));
  }

  private void node(
      String name, String op, List<String> inputs, Map<String, Attribute> attributes) {
    builder.add(new Node(name, "", op, inputs, List.of(name), attributes));
  }

  /** {@code [2,1,21,21]}: discs of radius 4 and 7 against the rings around them. */
  private static Tensor centreSurround() {
    float[] weights = new float[2 * SIZE * SIZE];
    for (int filter = 0; filter < 2; filter++) {
      double radius = filter == 0 ? 4 : 7;
      int inside = count(0, radius);
      int around = count(radius, radius + 3);
      for (int i = 0; i < SIZE * SIZE; i++) {
        double distance = distance(i);
        double weight = 0;
        if (distance <= radius) {
          weight = 1.0 / inside;
        } else if (distance <= radius + 3) {
          weight = -1.0 / around;
        }
        weights[filter * SIZE * SIZE + i] = (float) weight;
      }
    }
    return Tensor.of(weights, 2, 1, SIZE, SIZE);
  }

  private static int count(double from, double to) {
    int count = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      boolean counts = from == 0 ? distance(i) <= to : distance(i) > from && distance(i) <= to;
      count += counts ? 1 : 0;
    }
    return count;
  }

  private static double distance(int i) {
    return Math.hypot(i / SIZE - SIZE / 2, i % SIZE - SIZE / 2);
  }

  /** {@code [2,2,3,3]}: each channel by itself, averaged over 3x3. */
  private static Tensor smoothing() {
    float[] weights = new float[2 * 2 * 9];
    for (int i = 0; i < 9; i++) {
      weights[i] = 1 / 9f;
      weights[27 + i] = 1 / 9f;
    }
    return Tensor.of(weights, 2, 2, 3, 3);
  }
}
