package org.pixelwhy.onnx.autodiff.rule;

import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Tensor;

/**
 * Pow, {@code y = a^b}: {@code da = dy * b * a^(b-1)}, zero where b = 0; {@code db = dy * y * log
 * a}, zero where a is not positive, because y is not a smooth function of b there.
 */
final class PowRule implements BroadcastingRule {
  @Override
  public String backward(RuleContext context, int i) {
    if (i == 1) {
      return exponentGradient(context);
    }
    Optional<Tensor> exponent = context.constant(1).filter(b -> b.size() == 1);
    return exponent.isPresent() ? power(context, exponent.get().get(0)) : baseGradient(context);
  }

  /** For the common case of one constant exponent. */
  private static String power(RuleContext context, double exponent) {
    Ops ops = context.ops();
    String dy = ops.scale(context.gradient(), exponent);
    if (exponent == 0 || exponent == 1) {
      return dy;
    }
    String base = context.input(0);
    return ops.mul(dy, exponent == 2 ? base : ops.op("Pow", base, ops.scalar(exponent - 1)));
  }

  private static String baseGradient(RuleContext context) {
    Ops ops = context.ops();
    String b = exponent(context);
    String lower = ops.op("Pow", context.input(0), ops.sub(b, ops.scalar(1)));
    String slope = ops.mul(b, lower);
    // 0 * 0^-1 would not be a number.
    String isZero = ops.op("Equal", b, ops.scalar(0));
    return ops.mul(context.gradient(), ops.where(isZero, ops.scalar(0), slope));
  }

  private static String exponentGradient(RuleContext context) {
    Ops ops = context.ops();
    String a = context.input(0);
    String slope = ops.mul(context.output(0), ops.op("Log", a));
    String positive = ops.op("Greater", a, ops.scalar(0));
    String gradient = ops.masked(positive, ops.mul(context.gradient(), slope));
    return sameType(context) ? gradient : ops.cast(gradient, context.inputType(1).type());
  }

  /** The exponent in the type of base and result; it may be of another type, such as integer. */
  private static String exponent(RuleContext context) {
    return sameType(context)
        ? context.input(1)
        : context.ops().cast(context.input(1), context.ops().type());
  }

  private static boolean sameType(RuleContext context) {
    return context.inputType(1).type() == context.ops().type();
  }
}
