package org.pixelwhy.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.training.NaiveNetwork.Block;
import org.pixelwhy.training.NaiveNetwork.Shift;

/**
 * The chain rule in double with plain loops, through what {@link NaiveNetwork} ran: for networks so
 * large that finite differences would take hours.
 */
final class NaiveBackward {
  private final Graph graph;
  private final Map<String, Block> forward;
  private final Map<String, double[]> parameters;
  private final Map<String, double[]> gradients = new HashMap<>();

  /**
   * @param forward every tensor of {@link NaiveNetwork#all}
   */
  NaiveBackward(Graph graph, Map<String, Block> forward, Map<String, double[]> parameters) {
    this.graph = graph;
    this.forward = forward;
    this.parameters = parameters;
  }

  /** Gradients of all parameters, given that of the logits. */
  Map<String, double[]> run(double[] seed) {
    gradients.put(graph.outputNames().get(0), seed);
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      apply(node, forward.get(node.output(0)), gradients.remove(node.output(0)));
    }
    gradients.keySet().retainAll(parameters.keySet());
    return gradients;
  }

  /** The gradient of a tensor between image and logits, to be added to. */
  private double[] ofTensor(String name) {
    return gradients.computeIfAbsent(name, n -> new double[forward.get(n).values().length]);
  }

  private double[] ofParameter(String name) {
    return gradients.computeIfAbsent(name, n -> new double[parameters.get(n).length]);
  }

  private void apply(Node node, Block y, double[] dy) {
    Block x = forward.get(node.input(0));
    switch (node.op()) {
      case "Conv" -> conv(node, x, y, dy);
      case "ConvTranspose" -> convTranspose(node, x, y, dy);
      case "BatchNormalization" -> normalize(node, x, dy);
      case "Relu" -> relu(node, x, dy);
      case "MaxPool" -> pool(node, x, y, dy);
      case "Resize" -> repeat(node, x, y, dy);
      case "Concat" -> concat(node, x, forward.get(node.input(1)), dy);
      default -> throw new AssertionError("no naive " + node);
    }
  }

  private void bias(String name, Block y, double[] dy) {
    double[] bias = ofParameter(name);
    for (int i = 0; i < dy.length; i++) {
      bias[i / (y.h() * y.w()) % y.c()] += dy[i];
    }
  }

  private void conv(Node node, Block x, Block y, double[] dy) {
    bias(node.input(2), y, dy);
    double[] weight = parameters.get(node.input(1));
    double[] dWeight = ofParameter(node.input(1));
    double[] dx = ofTensor(node.input(0));
    long[] dims = graph.initializers().get(node.input(1)).shape().dims();
    Shift[] shifts = Shift.all((int) dims[2], x);
    for (int i = 0; i < weight.length; i++) {
      int c = i / shifts.length % x.c();
      int m = i / shifts.length / x.c();
      Shift shift = shifts[i % shifts.length];
      double sum = 0;
      for (int n = 0; n < y.n(); n++) {
        for (int h = shift.top(); h < shift.bottom(); h++) {
          int to = y.index(n, m, h, 0);
          int from = x.index(n, c, h + shift.down(), shift.right());
          for (int w = shift.left(); w < shift.end(); w++) {
            sum += dy[to + w] * x.values()[from + w];
            dx[from + w] += dy[to + w] * weight[i];
          }
        }
      }
      dWeight[i] = sum;
    }
  }

  private void convTranspose(Node node, Block x, Block y, double[] dy) {
    bias(node.input(2), y, dy);
    double[] weight = parameters.get(node.input(1));
    double[] dWeight = ofParameter(node.input(1));
    double[] dx = ofTensor(node.input(0));
    for (int i = 0; i < weight.length; i++) {
      int m = i / 4 % y.c();
      int c = i / 4 / y.c();
      for (int n = 0; n < y.n(); n++) {
        for (int h = 0; h < x.h(); h++) {
          for (int w = 0; w < x.w(); w++) {
            int from = x.index(n, c, h, w);
            double cell = dy[y.index(n, m, 2 * h + i / 2 % 2, 2 * w + i % 2)];
            dWeight[i] += cell * x.values()[from];
            dx[from] += cell * weight[i];
          }
        }
      }
    }
  }

  private void normalize(Node node, Block x, double[] dy) {
    double[] scale = parameters.get(node.input(1));
    double[] dScale = ofParameter(node.input(1));
    double[] dBias = ofParameter(node.input(2));
    double[] dx = ofTensor(node.input(0));
    int count = x.n() * x.h() * x.w();
    for (int c = 0; c < x.c(); c++) {
      double mean = 0;
      for (int i = 0; i < count; i++) {
        mean += x.values()[NaiveNetwork.cell(x, c, i)] / count;
      }
      double variance = 0;
      for (int i = 0; i < count; i++) {
        variance += Math.pow(x.values()[NaiveNetwork.cell(x, c, i)] - mean, 2) / count;
      }
      double deviation = Math.sqrt(variance + 1e-5f);
      for (int i = 0; i < count; i++) {
        int cell = NaiveNetwork.cell(x, c, i);
        dBias[c] += dy[cell];
        dScale[c] += dy[cell] * (x.values()[cell] - mean) / deviation;
      }
      for (int i = 0; i < count; i++) {
        int cell = NaiveNetwork.cell(x, c, i);
        double z = (x.values()[cell] - mean) / deviation;
        dx[cell] += scale[c] / deviation * (dy[cell] - (dBias[c] + z * dScale[c]) / count);
      }
    }
  }

  private void relu(Node node, Block x, double[] dy) {
    double[] dx = ofTensor(node.input(0));
    for (int i = 0; i < dy.length; i++) {
      dx[i] += x.values()[i] > 0 ? dy[i] : 0;
    }
  }

  /** Where several cells are greatest they are 0, and the Relu before lets nothing through. */
  private void pool(Node node, Block x, Block y, double[] dy) {
    double[] dx = ofTensor(node.input(0));
    for (int i = 0; i < dx.length; i++) {
      int at = (i / (x.h() * x.w()) * y.h() + i / x.w() % x.h() / 2) * y.w() + i % x.w() / 2;
      dx[i] += x.values()[i] == y.values()[at] ? dy[at] : 0;
    }
  }

  private void repeat(Node node, Block x, Block y, double[] dy) {
    if (!node.stringAttribute("mode", "").equals("nearest")) {
      throw new AssertionError("no naive " + node);
    }
    double[] dx = ofTensor(node.input(0));
    for (int i = 0; i < dy.length; i++) {
      int plane = i / (y.h() * y.w());
      dx[(plane * x.h() + i / y.w() % y.h() / 2) * x.w() + i % y.w() / 2] += dy[i];
    }
  }

  private void concat(Node node, Block a, Block b, double[] dy) {
    double[] da = ofTensor(node.input(0));
    double[] db = ofTensor(node.input(1));
    int first = a.c() * a.h() * a.w();
    int second = b.c() * b.h() * b.w();
    for (int i = 0; i < dy.length; i++) {
      int n = i / (first + second);
      int within = i % (first + second);
      if (within < first) {
        da[n * first + within] += dy[i];
      } else {
        db[n * second + within - first] += dy[i];
      }
    }
  }
}
