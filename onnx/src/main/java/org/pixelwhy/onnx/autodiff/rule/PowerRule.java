package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.Ops;

/** Powers, exponentials and logarithms of one tensor. */
enum PowerRule implements ElementwiseRule {
  /** {@code dx = -dy}. */
  NEG((ops, x, y, dy) -> ops.neg(dy)),

  /** {@code dx = dy * sign x}, zero at x = 0. */
  ABS((ops, x, y, dy) -> ops.mul(dy, ops.op("Sign", x))),

  /** {@code dx = -dy * y^2}. */
  RECIPROCAL((ops, x, y, dy) -> ops.neg(ops.mul(dy, ops.square(y)))),

  /** {@code dx = dy / (2 y)}, infinite at x = 0 as the slope is. */
  SQRT((ops, x, y, dy) -> ops.div(dy, ops.scale(y, 2))),

  /** {@code dx = dy * y}. */
  EXP((ops, x, y, dy) -> ops.mul(dy, y)),

  /** {@code dx = dy / x}. */
  LOG((ops, x, y, dy) -> ops.div(dy, x));

  private final ElementwiseRule formula;

  PowerRule(ElementwiseRule formula) {
    this.formula = formula;
  }

  @Override
  public String backward(Ops ops, String x, String y, String dy) {
    return formula.backward(ops, x, y, dy);
  }
}
