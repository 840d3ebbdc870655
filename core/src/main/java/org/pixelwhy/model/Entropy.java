package org.pixelwhy.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * The entropy of what a network says of each pixel, in nats, as values and as nodes: {@code - sum_k
 * p_k ln p_k} in every channel where classes exclude each other, else {@code - p ln p - (1 - p) ln
 * (1 - p)} of each channel. It is computed from the logits where there are some, since {@code 1 -
 * p} of a sure pixel is lost in single precision.
 */
public final class Entropy {
  /** Where there are only probabilities, they are taken for at least this in logarithms. */
  private static final double LEAST = 1e-12;

  private Entropy() {}

  /** Of outputs {@code [1,K,H',W']}; of their shape. */
  public static Tensor of(Tensor logits, Tensor probabilities, Decision decision) {
    float[] p = probabilities.toFloats();
    boolean bare = logits.equals(probabilities);
    float[] z = logits.toFloats();
    int classes = Math.toIntExact(logits.shape().dim(1));
    int area = p.length / classes;
    float[] entropy = new float[p.length];
    for (int i = 0; i < area; i++) {
      if (decision == Decision.THRESHOLD) {
        for (int at = i; at < p.length; at += area) {
          entropy[at] = (float) (bare ? ofOne(p[at]) : softplus(z[at]) - z[at] * sigmoid(z[at]));
        }
      } else {
        double value = bare ? ofAll(p, i, area) : ofLogits(z, i, area);
        for (int at = i; at < p.length; at += area) {
          entropy[at] = (float) value;
        }
      }
    }
    return Tensor.of(entropy, logits.shape().dims());
  }

  private static double ofOne(double p) {
    return -p * Math.log(Math.max(p, LEAST)) - (1 - p) * Math.log(Math.max(1 - p, LEAST));
  }

  private static double ofAll(float[] p, int pixel, int area) {
    double sum = 0;
    for (int at = pixel; at < p.length; at += area) {
      sum -= p[at] * Math.log(Math.max(p[at], LEAST));
    }
    return sum;
  }

  private static double ofLogits(float[] z, int pixel, int area) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int at = pixel; at < z.length; at += area) {
      greatest = Math.max(greatest, z[at]);
    }
    double sum = 0;
    double weighted = 0;
    for (int at = pixel; at < z.length; at += area) {
      double share = Math.exp(z[at] - greatest);
      sum += share;
      weighted += share * (z[at] - greatest);
    }
    return Math.log(sum) - weighted / sum;
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** A model's graph with the entropy as one more tensor, {@link SegmentationModel#output}. */
  public static TypedGraph append(TypedGraph typed, SegmentationModel model) {
    GraphBuilder builder = typed.graph().edit();
    Map<String, TensorType> types = new LinkedHashMap<>(typed.types());
    new Nodes(builder, types, typed.type(model.logits())).append(model);
    return new TypedGraph(builder.build(), types);
  }

  /** Appends nodes whose types are known. */
  private record Nodes(GraphBuilder builder, Map<String, TensorType> types, TensorType output) {
    void append(SegmentationModel model) {
      Ops ops = new Ops(builder, output.type());
      boolean bare = model.logits().equals(model.probabilities());
      String p = model.probabilities();
      String negative =
          model.decision() == Decision.ARGMAX
              ? sum(
                  ops,
                  typed(ops.mul(p, bare ? logarithm(ops, p) : logSoftmax(ops, model.logits()))))
              : bare ? ofEach(ops, p) : ofLogits(ops, model.logits(), p);
      long[] dims = output.shape().dims();
      Arrays.fill(dims, 1);
      dims[1] = output.shape().dim(1);
      // Zeros of every channel: what is subtracted from them is the same in each.
      String zeros = ops.constant(Tensor.of(new float[(int) dims[1]], dims).as(output.type()));
      types.put(zeros, new TensorType(output.type(), Shape.of(dims)));
      String name = model.output(OutputSpace.ENTROPY);
      builder.add(Node.of("Sub", List.of(zeros, negative), List.of(name), Map.of()));
      types.put(name, output);
      builder.tap(name);
    }

    private String ofLogits(Ops ops, String z, String p) {
      String weighted = typed(ops.mul(z, p));
      return typed(ops.sub(weighted, typed(ops.op("Softplus", z))));
    }

    private String ofEach(Ops ops, String p) {
      String one = ops.scalar(1);
      types.put(one, new TensorType(output.type(), Shape.of()));
      String no = typed(ops.sub(one, p));
      String first = typed(ops.mul(p, logarithm(ops, p)));
      return typed(ops.add(first, typed(ops.mul(no, logarithm(ops, no)))));
    }

    private String logarithm(Ops ops, String p) {
      String least = ops.scalar(LEAST);
      types.put(least, new TensorType(output.type(), Shape.of()));
      return typed(ops.op("Log", typed(ops.op("Max", p, least))));
    }

    private String logSoftmax(Ops ops, String z) {
      return typed(ops.op("LogSoftmax", Map.of("axis", 1), z));
    }

    private String sum(Ops ops, String product) {
      String axes = ops.longs(1);
      types.put(axes, new TensorType(DataType.INT64, Shape.of(1)));
      String sum = ops.reduceSum(product, true, 1);
      types.put(sum, new TensorType(output.type(), output.shape().with(1, 1)));
      return sum;
    }

    private String typed(String tensor) {
      types.put(tensor, output);
      return tensor;
    }
  }
}
