package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;

/**
 * Rectifiers with attributes: linear for positive x, something else below. At the kink the slope is
 * the one from below, as in PyTorch.
 */
enum LinearUnitRule implements GradientRule {
  /** {@code dx = dy} for {@code x > 0}, else {@code alpha * dy}. */
  LEAKY_RELU {
    @Override
    public void differentiate(RuleContext context) {
      String dy = context.gradient();
      float alpha = context.node().floatAttribute("alpha", 0.01f);
      accumulate(context, context.input(0), dy, context.ops().scale(dy, alpha));
    }
  },

  /** {@code y = alpha * (e^x - 1)} for {@code x <= 0}: {@code dx = dy * (y + alpha)} there. */
  ELU {
    @Override
    public void differentiate(RuleContext context) {
      float alpha = context.node().floatAttribute("alpha", 1);
      String dy = context.gradient();
      accumulate(context, signed(context, alpha), dy, below(context, alpha));
    }
  },

  /**
   * {@code y = alpha * (e^(x/alpha) - 1)} for {@code x <= 0}: {@code dx = dy * (y/alpha + 1)}
   * there.
   */
  CELU {
    @Override
    public void differentiate(RuleContext context) {
      Ops ops = context.ops();
      float alpha = context.node().floatAttribute("alpha", 1);
      String slope = ops.add(ops.scale(context.output(0), 1.0 / alpha), ops.scalar(1));
      String dy = context.gradient();
      accumulate(context, context.output(0), dy, ops.mul(dy, slope));
    }
  },

  /** {@code dx = gamma * dy} for {@code x > 0}, else {@code dy * (y + gamma * alpha)}. */
  SELU {
    @Override
    public void differentiate(RuleContext context) {
      Node node = context.node();
      float alpha = node.floatAttribute("alpha", 1.67326319217681884765625f);
      float gamma = node.floatAttribute("gamma", 1.05070102214813232421875f);
      String linear = context.ops().scale(context.gradient(), gamma);
      double limit = (double) gamma * alpha;
      String sign = gamma > 0 ? signed(context, alpha) : context.input(0);
      accumulate(context, sign, linear, below(context, limit));
    }
  };

  /**
   * A tensor that is positive exactly where x is: the output saves keeping the input, if it can.
   */
  private static String signed(RuleContext context, float alpha) {
    return alpha >= 0 ? context.output(0) : context.input(0);
  }

  private static String below(RuleContext context, double limit) {
    Ops ops = context.ops();
    return ops.mul(context.gradient(), ops.add(context.output(0), ops.scalar(limit)));
  }

  private static void accumulate(RuleContext context, String sign, String above, String below) {
    Ops ops = context.ops();
    String positive = ops.op("Greater", sign, ops.scalar(0));
    context.accumulate(0, ops.where(positive, above, below));
  }
}
