package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * BatchNormalization, {@code y = scale z + bias}, {@code z = (x - mean) / sqrt(var + epsilon)}.
 *
 * <p>With given statistics, {@code dx = dy scale / sqrt(var + epsilon)}. In training mode mean and
 * variance are those of the batch and the gradient passes through them, {@code dx = scale / s (dy -
 * mean(dy) - z mean(dy z))}, s being the root; the running statistics, inputs and outputs, have
 * none.
 */
final class BatchNormalizationRule implements GradientRule {
  private static final int X = 0;
  private static final int SCALE = 1;
  private static final int BIAS = 2;
  private static final int MEAN = 3;
  private static final int VARIANCE = 4;

  @Override
  public void differentiate(RuleContext context) {
    if (context.gradient().isEmpty()) {
      return;
    }
    double epsilon = context.node().floatAttribute("epsilon", 1e-5f);
    if (context.node().intAttribute("training_mode", 0) != 0) {
      ofTheBatch(context, epsilon);
    } else {
      ofGivenStatistics(context, epsilon);
    }
  }

  private static void ofTheBatch(RuleContext context, double epsilon) {
    Ops ops = context.ops();
    PerChannel channels = new PerChannel(context.inputShape(X));
    BatchStatistics batch = BatchStatistics.of(context, channels);
    String dy = context.gradient();
    String centred = ops.sub(context.input(X), channels.broadcast(ops, batch.mean()));
    String inverse =
        ops.op("Reciprocal", ops.op("Sqrt", ops.add(batch.variance(), ops.scalar(epsilon))));
    String total = channels.sum(ops, dy);
    String scale = ops.mul(channels.sum(ops, ops.mul(dy, centred)), inverse);
    context.accumulate(BIAS, total);
    context.accumulate(SCALE, scale);
    if (context.needs(X)) {
      double count = (double) context.inputShape(X).size() / context.inputShape(X).dim(1);
      String factor = ops.mul(context.input(SCALE), inverse);
      String along = ops.mul(ops.mul(factor, inverse), ops.scale(scale, 1 / count));
      String across = ops.mul(factor, ops.scale(total, 1 / count));
      String direct = ops.mul(dy, channels.broadcast(ops, factor));
      String indirect =
          ops.add(
              ops.mul(centred, channels.broadcast(ops, along)), channels.broadcast(ops, across));
      context.accumulate(X, ops.sub(direct, indirect));
    }
  }

  private static void ofGivenStatistics(RuleContext context, double epsilon) {
    Ops ops = context.ops();
    String dy = context.gradient();
    PerChannel channels = new PerChannel(context.inputShape(X));
    String inverse =
        ops.op("Reciprocal", ops.op("Sqrt", ops.add(context.input(VARIANCE), ops.scalar(epsilon))));
    String factor = ops.mul(context.input(SCALE), inverse);
    if (context.needs(X)) {
      context.accumulate(X, ops.mul(dy, channels.broadcast(ops, factor)));
    }
    if (context.needs(BIAS)) {
      context.accumulate(BIAS, channels.sum(ops, dy));
    }
    if (context.needs(MEAN)) {
      context.accumulate(MEAN, ops.neg(ops.mul(channels.sum(ops, dy), factor)));
    }
    if (context.needs(SCALE) || context.needs(VARIANCE)) {
      String centred = ops.sub(context.input(X), channels.broadcast(ops, context.input(MEAN)));
      String scale = ops.mul(channels.sum(ops, ops.mul(dy, centred)), inverse);
      context.accumulate(SCALE, scale);
      String slope = ops.mul(ops.mul(factor, inverse), ops.scalar(-0.5));
      context.accumulate(VARIANCE, ops.mul(scale, slope));
    }
  }
}
