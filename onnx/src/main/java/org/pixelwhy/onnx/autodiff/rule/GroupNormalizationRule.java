package org.pixelwhy.onnx.autodiff.rule;

import java.util.function.ToLongFunction;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * GroupNormalization and InstanceNormalization (whose groups are the channels): {@code y = scale z
 * + bias}, z standardised over the cells of each group of channels.
 *
 * <p>Scale and bias have one number per channel or, as before opset 21, per group; their length
 * tells.
 */
final class GroupNormalizationRule implements GradientRule {
  private final ToLongFunction<RuleContext> groups;

  private GroupNormalizationRule(ToLongFunction<RuleContext> groups) {
    this.groups = groups;
  }

  static GroupNormalizationRule ofGroups() {
    return new GroupNormalizationRule(context -> context.node().intAttribute("num_groups", 1));
  }

  static GroupNormalizationRule ofInstances() {
    return new GroupNormalizationRule(context -> context.inputShape(0).dim(1));
  }

  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Shape shape = context.inputShape(0);
    long count = groups.applyAsLong(context);
    Shape grouped = Shape.of(shape.dim(0), count, shape.size() / (shape.dim(0) * count));
    long weights = context.inputShape(1).size();
    Shape weighted = Shape.of(shape.dim(0), weights, shape.size() / (shape.dim(0) * weights));
    PerChannel channels = new PerChannel(weighted);
    double epsilon = context.node().floatAttribute("epsilon", 1e-5f);
    Standardization z = Standardization.of(ops, ops.reshape(context.input(0), grouped), epsilon, 2);
    AffineGradient.accumulate(context, channels, ops.reshape(z.standardized(), weighted));
    if (context.needs(0)) {
      String scale = channels.broadcast(ops, context.input(1));
      String dz = ops.mul(ops.reshape(context.gradient(), weighted), scale);
      context.accumulate(0, ops.reshape(z.inputGradient(ops.reshape(dz, grouped)), shape));
    }
  }
}
