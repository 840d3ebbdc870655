package org.pixelwhy.onnx.autodiff.rule;

import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * LayerNormalization and, without centring, RMSNormalization: {@code y = scale z + bias}, z
 * standardised over the axes from {@code axis} on.
 *
 * <p>Computed in the element type, whatever stash_type says. The statistics that the operator can
 * give as further outputs have no gradient.
 */
final class LayerNormalizationRule implements GradientRule {
  private final boolean centred;

  private LayerNormalizationRule(boolean centred) {
    this.centred = centred;
  }

  static LayerNormalizationRule centred() {
    return new LayerNormalizationRule(true);
  }

  static LayerNormalizationRule uncentred() {
    return new LayerNormalizationRule(false);
  }

  @Override
  public void differentiate(RuleContext context) {
    String dy = context.gradient();
    if (dy.isEmpty()) {
      return;
    }
    Ops ops = context.ops();
    Shape shape = context.inputShape(0);
    Standardization z = standardization(context);
    if (context.needs(0)) {
      context.accumulate(0, z.inputGradient(ops.mul(dy, context.input(1))));
    }
    if (context.needs(1)) {
      String product = ops.mul(dy, z.standardized());
      context.accumulate(1, ops.sumTo(product, shape, context.inputShape(1)));
    }
    if (context.needs(2)) {
      context.accumulate(2, ops.sumTo(dy, shape, context.inputShape(2)));
    }
  }

  private Standardization standardization(RuleContext context) {
    Shape shape = context.inputShape(0);
    int first = shape.axis(context.node().intAttribute("axis", -1));
    long[] axes = LongStream.range(first, shape.rank()).toArray();
    double epsilon = context.node().floatAttribute("epsilon", 1e-5f);
    return centred
        ? Standardization.of(context.ops(), context.input(0), epsilon, axes)
        : Standardization.uncentred(context.ops(), context.input(0), epsilon, axes);
  }
}
