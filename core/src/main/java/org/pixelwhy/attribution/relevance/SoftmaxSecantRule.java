package org.pixelwhy.attribution.relevance;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * DeepLIFT through a Softmax, complete and indifferent to what is added to all of its inputs. With
 * the logarithmic means {@code k = (y - y0) / (ln y - ln y0)}, exactly {@code y_i - y0_i = k_i (d_i
 * - sum_j k_j d_j / sum_j k_j)} for {@code d = x - x0}: the gradient's formula with k in the place
 * of y. So {@code m_in = k (m - sum(k m) / sum(k))}; for LogSoftmax {@code m_in = m - k sum(m) /
 * sum(k)}.
 */
enum SoftmaxSecantRule implements GradientRule {
  SOFTMAX {
    @Override
    String multiplier(Ops ops, String m, String k, long axis) {
      String mean = ops.div(ops.reduceSum(ops.mul(k, m), true, axis), ops.reduceSum(k, true, axis));
      return ops.mul(k, ops.sub(m, mean));
    }
  },

  LOG_SOFTMAX {
    @Override
    String multiplier(Ops ops, String m, String k, long axis) {
      String share = ops.div(k, ops.reduceSum(k, true, axis));
      return ops.sub(m, ops.mul(share, ops.reduceSum(m, true, axis)));
    }
  };

  /** Below this difference of logarithms the arithmetic mean is the logarithmic one to 1e-5. */
  private static final double SMALL = 1e-2;

  /** In the place of the -infinity that a mask makes, of which there are no differences. */
  private static final double LEAST_LOGARITHM = -1e30;

  abstract String multiplier(Ops ops, String m, String k, long axis);

  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    long axis = context.node().intAttribute("axis", -1);
    String log = logarithm(context, context.input(0), axis);
    String log0 = logarithm(context, context.reference(context.input(0)), axis);
    String y = ops.op("Exp", log);
    String y0 = ops.op("Exp", log0);
    String difference = ops.sub(log, log0);
    String equal = ops.op("Less", ops.op("Abs", difference), ops.scalar(SMALL));
    String quotient = ops.div(ops.sub(y, y0), difference);
    String k = ops.where(equal, ops.scale(ops.add(y, y0), 0.5), quotient);
    context.accumulate(0, multiplier(ops, context.gradient(), k, axis));
  }

  private static String logarithm(RuleContext context, String x, long axis) {
    String logarithm = context.ops().op("LogSoftmax", Map.of("axis", axis), x);
    return context.ops().op("Max", logarithm, context.ops().scalar(LEAST_LOGARITHM));
  }
}
