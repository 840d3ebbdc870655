package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;

/**
 * Activations that are linear in some range and constant outside; flat at the ends of the range.
 */
enum ThresholdRule implements GradientRule {
  /** {@code dx = dy * [x > alpha]}. */
  THRESHOLDED_RELU {
    @Override
    public void differentiate(RuleContext context) {
      Ops ops = context.ops();
      String alpha = ops.scalar(context.node().floatAttribute("alpha", 1));
      String on = ops.op("Greater", context.input(0), alpha);
      context.accumulate(0, ops.masked(on, context.gradient()));
    }
  },

  /** {@code y = x -+ bias} where {@code |x| > lambd}, else 0: {@code dx = dy * [|x| > lambd]}. */
  SHRINK {
    @Override
    public void differentiate(RuleContext context) {
      Ops ops = context.ops();
      String lambda = ops.scalar(context.node().floatAttribute("lambd", 0.5f));
      String on = ops.op("Greater", ops.op("Abs", context.input(0)), lambda);
      context.accumulate(0, ops.masked(on, context.gradient()));
    }
  },

  /** {@code y = min(1, max(0, alpha * x + beta))}: {@code dx = alpha * dy * [0 < y < 1]}. */
  HARD_SIGMOID {
    @Override
    public void differentiate(RuleContext context) {
      Ops ops = context.ops();
      Node node = context.node();
      String y = context.output(0);
      String on =
          ops.op("And", ops.op("Greater", y, ops.scalar(0)), ops.op("Less", y, ops.scalar(1)));
      String dx = ops.scale(context.gradient(), node.floatAttribute("alpha", 0.2f));
      context.accumulate(0, ops.masked(on, dx));
    }
  }
}
