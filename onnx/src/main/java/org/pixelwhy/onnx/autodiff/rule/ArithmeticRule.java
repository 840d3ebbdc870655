package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Arithmetic with broadcasting; gradients are summed over what was broadcast. */
enum ArithmeticRule implements BroadcastingRule {
  /** {@code dx_i = dy}: Add, Sum of any number of terms, and Identity. */
  SUM((context, i) -> context.gradient()),

  /** {@code dx_i = dy / n} for n terms. */
  MEAN(
      (context, i) ->
          context.ops().scale(context.gradient(), 1.0 / context.node().inputs().size())),

  /** {@code da = dy, db = -dy}. */
  SUB((context, i) -> i == 0 ? context.gradient() : context.ops().neg(context.gradient())),

  /** {@code da = dy * b, db = dy * a}. */
  MUL((context, i) -> context.ops().mul(context.gradient(), context.input(1 - i))),

  /** {@code da = dy / b, db = -dy * y / b}. */
  DIV(
      (context, i) -> {
        Ops ops = context.ops();
        String quotient = ops.div(context.gradient(), context.input(1));
        return i == 0 ? quotient : ops.neg(ops.mul(quotient, context.output(0)));
      }),

  /**
   * The remainder {@code y = a - b * trunc(a / b)}: {@code da = dy, db = -dy * trunc(a / b)}. The
   * jumps have no gradient.
   */
  MOD(
      (context, i) -> {
        if (i == 0) {
          return context.gradient();
        }
        Ops ops = context.ops();
        String multiples = ops.div(ops.sub(context.output(0), context.input(0)), context.input(1));
        return ops.mul(context.gradient(), multiples);
      });

  private final BroadcastingRule formula;

  ArithmeticRule(BroadcastingRule formula) {
    this.formula = formula;
  }

  @Override
  public String backward(RuleContext context, int i) {
    return formula.backward(context, i);
  }
}
