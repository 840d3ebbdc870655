package org.pixelwhy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Tiling;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.Tensor;

/**
 * A network of two convolutions for inputs of any size, and the same with the tiles in the graph:
 * Slice, the network, products with shares, Pad, Add.
 *
 * @param tops where the tiles begin, worked out by hand
 */
public record TiledTwin(
    int height, int width, Tiling tiling, List<Integer> tops, List<Integer> lefts) {
  private static final int CLASSES = 2;

  /** The network by itself. */
  public static Graph network(String activation, Object height, Object width) {
    Net net = new Net(3).input("image", 1, 1, height, width);
    weights(net);
    layers(net, "", "image");
    return activated(net, "c", activation);
  }

  /** The network over all tiles. */
  public Graph whole(String activation) {
    Net net = new Net(3).input("image", 1, 1, height, width);
    weights(net);
    List<String> parts = new ArrayList<>();
    for (int top : tops) {
      for (int left : lefts) {
        String name = top + "_" + left + "_";
        net.constant(name + "from", Tensor.vector(top, left));
        net.constant(name + "to", Tensor.vector(top + tiling.height(), left + tiling.width()));
        net.node("Slice", name + "tile", "image", name + "from", name + "to", "axes");
        layers(net, name, name + "tile");
        net.constant(name + "shares", shares(top, left));
        net.node("Mul", name + "part", name + "c", name + "shares");
        long below = height - top - tiling.height();
        long behind = width - left - tiling.width();
        net.constant(name + "pads", Tensor.vector(0, 0, top, left, 0, 0, below, behind));
        net.node("Pad", name + "placed", name + "part", name + "pads");
        parts.add(name + "placed");
      }
    }
    net.constant("axes", Tensor.vector(2, 3));
    net.node("Sum", "sum", parts.toArray(String[]::new));
    return activated(net, "sum", activation);
  }

  private static void weights(Net net) {
    net.constant("wa", scaled(Net.noise(7, 3, 1, 3, 3), 0.5f));
    net.constant("wc", scaled(Net.noise(8, CLASSES, 3, 3, 3), 0.3f));
  }

  private static Tensor scaled(Tensor tensor, float factor) {
    float[] values = tensor.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return Tensor.of(values, tensor.shape().dims());
  }

  private static void layers(Net net, String prefix, String input) {
    Map<String, Attribute> pads = Map.of("pads", Attribute.ofInts(1, 1, 1, 1));
    net.node("Conv", prefix + "a", pads, input, "wa");
    net.node("Relu", prefix + "b", prefix + "a");
    net.node("Conv", prefix + "c", pads, prefix + "b", "wc");
  }

  private static Graph activated(Net net, String logits, String activation) {
    if (activation.isEmpty()) {
      return net.graph(logits);
    }
    Map<String, Attribute> axis =
        activation.equals("Softmax") ? Map.of("axis", Attribute.of(1)) : Map.of();
    return net.node(activation, "p", axis, logits).graph("p");
  }

  private Tensor shares(int top, int left) {
    double[] shares = new double[CLASSES * tiling.height() * tiling.width()];
    int area = tiling.height() * tiling.width();
    for (int i = 0; i < shares.length; i++) {
      int y = top + i % area / tiling.width();
      int x = left + i % tiling.width();
      double sum = 0;
      for (int otherTop : tops) {
        for (int otherLeft : lefts) {
          sum += weight(y - otherTop, x - otherLeft);
        }
      }
      shares[i] = weight(y - top, x - left) / sum;
    }
    float[] floats = new float[shares.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) shares[i];
    }
    return Tensor.of(floats, 1, CLASSES, tiling.height(), tiling.width());
  }

  /** Of a position of a tile, 0 beyond it: a Gaussian, an eighth of the tile wide. */
  private double weight(int y, int x) {
    if (y < 0 || x < 0 || y >= tiling.height() || x >= tiling.width()) {
      return 0;
    }
    double dy = (y + 0.5 - tiling.height() / 2.0) / (tiling.height() / 8.0);
    double dx = (x + 0.5 - tiling.width() / 2.0) / (tiling.width() / 8.0);
    return Math.exp(-(dy * dy + dx * dx) / 2);
  }
}
