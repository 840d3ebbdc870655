package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.Ops;

/** Activations without attributes. */
enum ActivationRule implements ElementwiseRule {
  /** {@code dx = dy * y * (1 - y)}. */
  SIGMOID((ops, x, y, dy) -> ops.mul(dy, ops.mul(y, ops.sub(ops.scalar(1), y)))),

  /** {@code y = log(1 + e^x)}: {@code dx = dy * sigmoid(x)}. */
  SOFTPLUS((ops, x, y, dy) -> ops.mul(dy, ops.op("Sigmoid", x))),

  /** {@code y = x / (1 + |x|)}: {@code dx = dy * (1 - |y|)^2}. */
  SOFTSIGN((ops, x, y, dy) -> ops.mul(dy, ops.square(ops.sub(ops.scalar(1), ops.op("Abs", y))))),

  /** {@code dx = dy * 2 / sqrt(pi) * exp(-x^2)}. */
  ERF(
      (ops, x, y, dy) ->
          ops.mul(ops.scale(dy, 2 / Math.sqrt(Math.PI)), ops.op("Exp", ops.neg(ops.square(x))))),

  /**
   * {@code y = x * min(1, max(0, x/6 + 1/2))}: {@code dx = dy * (x/3 + 1/2)} for {@code -3 < x <
   * 3}, zero up to -3, dy from 3 on.
   */
  HARD_SWISH(
      (ops, x, y, dy) -> {
        String slope = ops.add(ops.scale(x, 1 / 3.0), ops.scalar(0.5));
        String below = ops.op("Less", x, ops.scalar(3));
        String bent = ops.where(below, ops.mul(dy, slope), dy);
        return ops.masked(ops.op("Greater", x, ops.scalar(-3)), bent);
      }),

  /**
   * {@code y = x * w, w = tanh(log(1 + e^x))}: {@code dx = dy * (w + x * sigmoid(x) * (1 - w^2))}.
   */
  MISH(
      (ops, x, y, dy) -> {
        String w = ops.op("Tanh", ops.op("Softplus", x));
        String bend = ops.sub(ops.scalar(1), ops.square(w));
        String change = ops.mul(ops.mul(x, ops.op("Sigmoid", x)), bend);
        return ops.mul(dy, ops.add(w, change));
      });

  private final ElementwiseRule formula;

  ActivationRule(ElementwiseRule formula) {
    this.formula = formula;
  }

  @Override
  public String backward(Ops ops, String x, String y, String dy) {
    return formula.backward(ops, x, y, dy);
  }
}
