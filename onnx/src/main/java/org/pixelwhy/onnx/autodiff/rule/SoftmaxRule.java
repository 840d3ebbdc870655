package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Softmax and its logarithm along one axis, read off the output. */
enum SoftmaxRule implements GradientRule {
  /** {@code dx = y * (dy - sum(dy * y))}. */
  SOFTMAX {
    @Override
    public void differentiate(RuleContext context) {
      Ops ops = context.ops();
      String y = context.output(0);
      String dy = context.gradient();
      String mean = ops.reduceSum(ops.mul(dy, y), true, axis(context));
      context.accumulate(0, ops.mul(y, ops.sub(dy, mean)));
    }
  },

  /** {@code dx = dy - exp(y) * sum(dy)}. */
  LOG_SOFTMAX {
    @Override
    public void differentiate(RuleContext context) {
      Ops ops = context.ops();
      String dy = context.gradient();
      String total = ops.reduceSum(dy, true, axis(context));
      String share = ops.op("Exp", context.output(0));
      context.accumulate(0, ops.sub(dy, ops.mul(share, total)));
    }
  };

  private static long axis(RuleContext context) {
    return context.node().intAttribute("axis", -1);
  }
}
