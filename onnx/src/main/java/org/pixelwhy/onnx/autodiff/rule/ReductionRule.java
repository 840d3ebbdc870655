package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** Reductions over axes; y and dy stand for their values repeated along the reduced axes. */
enum ReductionRule implements GradientRule {
  /** {@code dx = dy}. */
  SUM(r -> r.expand(r.dy())),

  /** {@code dx = dy / n} for n reduced elements. */
  MEAN(r -> r.expand(r.ops().scale(r.dy(), 1.0 / r.count()))),

  /** Max and Min: {@code dx = dy * [x = y]}; several extremal elements share dy evenly. */
  EXTREMUM(
      r -> {
        Ops ops = r.ops();
        String extremal = ops.op("Equal", r.x(), r.y());
        String share = ops.div(r.dy(), r.sum(ops.indicator(extremal)));
        return ops.masked(extremal, share);
      }),

  /** {@code dx = dy * sign x}, zero at x = 0. */
  L1(r -> r.ops().mul(r.dy(), r.ops().op("Sign", r.x()))),

  /** {@code dx = dy * x / y}, zero where y = 0. */
  L2(
      r -> {
        Ops ops = r.ops();
        String nonzero = ops.op("Greater", r.y(), ops.scalar(0));
        return ops.mul(r.x(), ops.masked(nonzero, ops.div(r.dy(), r.y())));
      }),

  /** {@code dx = 2 * dy * x}. */
  SUM_SQUARE(r -> r.ops().mul(r.ops().scale(r.dy(), 2), r.x())),

  /** {@code dx = dy / sum(x) = dy * exp(-y)}. */
  LOG_SUM(r -> r.expand(r.ops().mul(r.dy(), r.ops().op("Exp", r.ops().neg(r.y()))))),

  /** {@code dx = dy * exp(x - y)}. */
  LOG_SUM_EXP(r -> r.ops().mul(r.dy(), r.ops().op("Exp", r.ops().sub(r.x(), r.y())))),

  /** {@code dx = dy} times the product of all other elements, zeros among them or not. */
  PROD(
      r -> {
        Ops ops = r.ops();
        String isZero = ops.op("Equal", r.x(), ops.scalar(0));
        String zero = ops.indicator(isZero);
        String nonzero = ops.where(isZero, ops.scalar(1), r.x());
        String others = ops.div(r.product(nonzero), nonzero);
        String zerosElsewhere = ops.sub(r.sum(zero), zero);
        String none = ops.op("Less", zerosElsewhere, ops.scalar(0.5));
        return ops.mul(r.dy(), ops.masked(none, others));
      });

  /** Name of dt/dx, in the shape of x. */
  private interface Formula {
    String backward(Reduction reduction);
  }

  private final Formula formula;

  ReductionRule(Formula formula) {
    this.formula = formula;
  }

  @Override
  public void differentiate(RuleContext context) {
    if (context.needs(0)) {
      context.accumulate(0, formula.backward(new Reduction(context)));
    }
  }
}
