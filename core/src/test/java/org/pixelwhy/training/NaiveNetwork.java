package org.pixelwhy.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Tensor;

/** Runs the operators of the U-Net builder in double, in training mode, with plain loops. */
final class NaiveNetwork {
  /** Numbers {@code [n,c,h,w]}. */
  record Block(int n, int c, int h, int w, double[] values) {
    Block(int n, int c, int h, int w) {
      this(n, c, h, w, new double[n * c * h * w]);
    }

    int index(int in, int ic, int ih, int iw) {
      return ((in * c + ic) * h + ih) * w + iw;
    }

    double at(int in, int ic, int ih, int iw) {
      boolean inside = ih >= 0 && ih < h && iw >= 0 && iw < w;
      return inside ? values[index(in, ic, ih, iw)] : 0;
    }
  }

  private final Graph graph;
  private final double margin;

  NaiveNetwork(Graph graph) {
    this(graph, 0);
  }

  /**
   * A network that keeps from the kinks of Relu, at which rounding decides what the gradient is.
   *
   * @param margin biases are moved, in the parameters that it is run with, such that no Relu gets a
   *     number nearer to 0; 0 leaves them
   */
  NaiveNetwork(Graph graph, double margin) {
    this.graph = graph;
    this.margin = margin;
  }

  /** The logits of a batch with these parameters. */
  Block run(Tensor images, Map<String, double[]> parameters) {
    return all(images, parameters).get(graph.outputNames().get(0));
  }

  /** Every tensor between image and logits, by name. */
  Map<String, Block> all(Tensor images, Map<String, double[]> parameters) {
    long[] dims = images.shape().dims();
    Map<String, Block> blocks = new HashMap<>();
    blocks.put(
        graph.inputNames().get(0),
        new Block((int) dims[0], (int) dims[1], (int) dims[2], (int) dims[3], images.toDoubles()));
    for (Node node : graph.nodes()) {
      blocks.put(node.output(0), apply(node, blocks, parameters));
    }
    return blocks;
  }

  private Block apply(Node node, Map<String, Block> blocks, Map<String, double[]> parameters) {
    Block x = blocks.get(node.input(0));
    return switch (node.op()) {
      case "Conv" -> conv(node, x, parameters);
      case "ConvTranspose" -> convTranspose(node, x, parameters);
      case "BatchNormalization" -> normalize(node, x, parameters);
      case "Relu" -> {
        if (margin > 0) {
          keepFromZero(x, parameters.get(graph.producer(node.input(0)).orElseThrow().input(2)));
        }
        yield relu(x);
      }
      case "MaxPool" -> pool(x);
      case "Resize" -> node.stringAttribute("mode", "").equals("nearest") ? repeat(x) : enlarge(x);
      case "Concat" -> concat(x, blocks.get(node.input(1)));
      default -> throw new AssertionError("no naive " + node);
    };
  }

  private Block conv(Node node, Block x, Map<String, double[]> parameters) {
    long[] dims = graph.initializers().get(node.input(1)).shape().dims();
    double[] weight = parameters.get(node.input(1));
    double[] bias = parameters.get(node.input(2));
    int kernel = (int) dims[2];
    Block y = new Block(x.n, (int) dims[0], x.h, x.w);
    for (int i = 0; i < y.values.length; i++) {
      y.values[i] = bias[i / (y.h * y.w) % y.c];
    }
    Shift[] shifts = Shift.all(kernel, x);
    for (int i = 0; i < weight.length; i++) {
      int c = i / shifts.length % x.c;
      int m = i / shifts.length / x.c;
      Shift shift = shifts[i % shifts.length];
      for (int n = 0; n < y.n; n++) {
        for (int h = shift.top; h < shift.bottom; h++) {
          int to = y.index(n, m, h, 0);
          int from = x.index(n, c, h + shift.down, shift.right);
          for (int w = shift.left; w < shift.end; w++) {
            y.values[to + w] += weight[i] * x.values[from + w];
          }
        }
      }
    }
    return y;
  }

  /**
   * Where a cell of a padded kernel meets the image.
   *
   * @param top first row of the output that it adds to
   * @param bottom row behind the last one
   * @param left first column
   * @param end column behind the last one
   * @param down how many rows further down it reads
   * @param right how many columns further to the right
   */
  record Shift(int top, int bottom, int left, int end, int down, int right) {
    /** Of all cells, row by row. */
    static Shift[] all(int kernel, Block x) {
      Shift[] shifts = new Shift[kernel * kernel];
      Arrays.setAll(shifts, cell -> of(cell, kernel, x));
      return shifts;
    }

    private static Shift of(int i, int kernel, Block x) {
      int down = i / kernel % kernel - kernel / 2;
      int right = i % kernel - kernel / 2;
      return new Shift(
          Math.max(0, -down),
          Math.min(x.h, x.h - down),
          Math.max(0, -right),
          Math.min(x.w, x.w - right),
          down,
          right);
    }
  }

  /** A 2x2 kernel of stride 2. */
  private Block convTranspose(Node node, Block x, Map<String, double[]> parameters) {
    long[] dims = graph.initializers().get(node.input(1)).shape().dims();
    double[] weight = parameters.get(node.input(1));
    double[] bias = parameters.get(node.input(2));
    Block y = new Block(x.n, (int) dims[1], 2 * x.h, 2 * x.w);
    for (int n = 0; n < y.n; n++) {
      for (int m = 0; m < y.c; m++) {
        for (int h = 0; h < y.h; h++) {
          for (int w = 0; w < y.w; w++) {
            double sum = bias[m];
            for (int c = 0; c < x.c; c++) {
              sum += weight[((c * y.c + m) * 2 + h % 2) * 2 + w % 2] * x.at(n, c, h / 2, w / 2);
            }
            y.values[y.index(n, m, h, w)] = sum;
          }
        }
      }
    }
    return y;
  }

  private static Block normalize(Node node, Block x, Map<String, double[]> parameters) {
    Block y = new Block(x.n, x.c, x.h, x.w);
    int count = x.n * x.h * x.w;
    for (int c = 0; c < x.c; c++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        double value = x.values[cell(x, c, i)];
        sum += value;
        squares += value * value;
      }
      double mean = sum / count;
      double deviation = Math.sqrt(squares / count - mean * mean + 1e-5f);
      for (int i = 0; i < count; i++) {
        double z = (x.values[cell(x, c, i)] - mean) / deviation;
        y.values[cell(x, c, i)] =
            parameters.get(node.input(1))[c] * z + parameters.get(node.input(2))[c];
      }
    }
    return y;
  }

  /** The i-th number of a channel. */
  static int cell(Block x, int c, int i) {
    int plane = x.h * x.w;
    return (i / plane * x.c + c) * plane + i % plane;
  }

  /** Moves every channel, and its bias, to the nearest gap between its numbers. */
  private void keepFromZero(Block x, double[] bias) {
    int count = x.n * x.h * x.w;
    for (int c = 0; c < x.c; c++) {
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = x.values[cell(x, c, i)];
      }
      Arrays.sort(numbers);
      double zero = Double.POSITIVE_INFINITY;
      for (int i = 0; i + 1 < count; i++) {
        double middle = (numbers[i] + numbers[i + 1]) / 2;
        if (numbers[i + 1] - numbers[i] > 3 * margin && Math.abs(middle) < Math.abs(zero)) {
          zero = middle;
        }
      }
      // As float, since the network that is compared with this one holds floats.
      double moved = (float) (bias[c] - zero);
      for (int i = 0; i < count; i++) {
        x.values[cell(x, c, i)] += moved - bias[c];
      }
      bias[c] = moved;
    }
  }

  private static Block relu(Block x) {
    Block y = new Block(x.n, x.c, x.h, x.w);
    for (int i = 0; i < y.values.length; i++) {
      y.values[i] = Math.max(0, x.values[i]);
    }
    return y;
  }

  private static Block pool(Block x) {
    Block y = new Block(x.n, x.c, x.h / 2, x.w / 2);
    Arrays.fill(y.values, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < x.values.length; i++) {
      int w = i % x.w;
      int h = i / x.w % x.h;
      int plane = i / (x.h * x.w);
      int at = (plane * y.h + h / 2) * y.w + w / 2;
      y.values[at] = Math.max(y.values[at], x.values[i]);
    }
    return y;
  }

  private static Block repeat(Block x) {
    Block y = new Block(x.n, x.c, 2 * x.h, 2 * x.w);
    for (int i = 0; i < y.values.length; i++) {
      int plane = i / (y.h * y.w);
      y.values[i] = x.values[(plane * x.h + i / y.w % y.h / 2) * x.w + i % y.w / 2];
    }
    return y;
  }

  /** Bilinear, half-pixel centres. */
  private static Block enlarge(Block x) {
    Block y = new Block(x.n, x.c, 2 * x.h, 2 * x.w);
    for (int i = 0; i < y.values.length; i++) {
      int plane = i / (y.h * y.w);
      double row = Math.max(0, Math.min(x.h - 1, (i / y.w % y.h + 0.5) / 2 - 0.5));
      double column = Math.max(0, Math.min(x.w - 1, (i % y.w + 0.5) / 2 - 0.5));
      for (int corner = 0; corner < 4; corner++) {
        int r = (int) row + corner / 2;
        int c = (int) column + corner % 2;
        double weight = (1 - Math.abs(row - r)) * (1 - Math.abs(column - c));
        if (weight > 0) {
          y.values[i] += weight * x.values[(plane * x.h + r) * x.w + c];
        }
      }
    }
    return y;
  }

  private static Block concat(Block a, Block b) {
    Block y = new Block(a.n, a.c + b.c, a.h, a.w);
    int plane = a.h * a.w;
    for (int n = 0; n < a.n; n++) {
      System.arraycopy(a.values, n * a.c * plane, y.values, n * y.c * plane, a.c * plane);
      System.arraycopy(b.values, n * b.c * plane, y.values, (n * y.c + a.c) * plane, b.c * plane);
    }
    return y;
  }
}
