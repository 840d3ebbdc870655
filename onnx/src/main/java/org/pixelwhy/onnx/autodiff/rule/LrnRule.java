package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/**
 * LRN, {@code y = x s^-beta}, {@code s = bias + alpha / size sum(x^2)} over a window of channels:
 * {@code dx = dy s^-beta - 2 alpha beta / size x sum(dy x s^(-beta-1))} over the channels whose
 * window x's channel lies in.
 */
final class LrnRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Node node = context.node();
    String x = context.input(0);
    double alpha = node.floatAttribute("alpha", 1e-4f);
    double beta = node.floatAttribute("beta", 0.75f);
    double bias = node.floatAttribute("bias", 1);
    long size = node.intAttribute("size", 1);
    Shape shape = context.inputShape(0);
    long before = (size - 1) / 2;
    long behind = size - 1 - before;

    String squares = mean(ops, ops.mul(x, x), shape, before, behind);
    String s = ops.add(ops.mul(squares, ops.scalar(alpha)), ops.scalar(bias));
    String direct = ops.mul(context.gradient(), ops.op("Pow", s, ops.scalar(-beta)));
    // A channel lies in the window of another as far behind it as its own window reaches forward.
    String through = mean(ops, ops.div(ops.mul(direct, x), s), shape, behind, before);
    String indirect = ops.mul(ops.mul(x, through), ops.scalar(2 * alpha * beta));
    context.accumulate(0, ops.sub(direct, indirect));
  }

  /** The mean over a window of channels; channels outside count as zeros. */
  private static String mean(Ops ops, String x, Shape shape, long before, long behind) {
    long batch = shape.dim(0);
    long channels = shape.dim(1);
    long cells = shape.size() / Math.max(1, batch * channels);
    Map<String, Object> attributes =
        Map.of(
            "kernel_shape", new long[] {before + behind + 1, 1},
            "pads", new long[] {before, 0, behind, 0},
            "count_include_pad", 1);
    String pooled =
        ops.op("AveragePool", attributes, ops.reshape(x, Shape.of(batch, 1, channels, cells)));
    return ops.reshape(pooled, shape);
  }
}
