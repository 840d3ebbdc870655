package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.Ops;

/** Circular and hyperbolic functions and their inverses. */
enum TrigonometricRule implements ElementwiseRule {
  /** {@code dx = dy * cos x}. */
  SIN((ops, x, y, dy) -> ops.mul(dy, ops.op("Cos", x))),

  /** {@code dx = -dy * sin x}. */
  COS((ops, x, y, dy) -> ops.neg(ops.mul(dy, ops.op("Sin", x)))),

  /** {@code dx = dy * (1 + y^2)}. */
  TAN((ops, x, y, dy) -> ops.mul(dy, ops.add(ops.scalar(1), ops.square(y)))),

  /** {@code dx = dy / sqrt(1 - x^2)}. */
  ASIN((ops, x, y, dy) -> ops.div(dy, ops.op("Sqrt", oneMinusSquare(ops, x)))),

  /** {@code dx = -dy / sqrt(1 - x^2)}. */
  ACOS((ops, x, y, dy) -> ops.neg(ops.div(dy, ops.op("Sqrt", oneMinusSquare(ops, x))))),

  /** {@code dx = dy / (1 + x^2)}. */
  ATAN((ops, x, y, dy) -> ops.div(dy, ops.add(ops.square(x), ops.scalar(1)))),

  /** {@code dx = dy * cosh x}. */
  SINH((ops, x, y, dy) -> ops.mul(dy, ops.op("Cosh", x))),

  /** {@code dx = dy * sinh x}. */
  COSH((ops, x, y, dy) -> ops.mul(dy, ops.op("Sinh", x))),

  /** {@code dx = dy * (1 - y^2)}. */
  TANH((ops, x, y, dy) -> ops.mul(dy, oneMinusSquare(ops, y))),

  /** {@code dx = dy / sqrt(x^2 + 1)}. */
  ASINH((ops, x, y, dy) -> ops.div(dy, ops.op("Sqrt", ops.add(ops.square(x), ops.scalar(1))))),

  /** {@code dx = dy / sqrt(x^2 - 1)}. */
  ACOSH((ops, x, y, dy) -> ops.div(dy, ops.op("Sqrt", ops.sub(ops.square(x), ops.scalar(1))))),

  /** {@code dx = dy / (1 - x^2)}. */
  ATANH((ops, x, y, dy) -> ops.div(dy, oneMinusSquare(ops, x)));

  private final ElementwiseRule formula;

  TrigonometricRule(ElementwiseRule formula) {
    this.formula = formula;
  }

  @Override
  public String backward(Ops ops, String x, String y, String dy) {
    return formula.backward(ops, x, y, dy);
  }

  private static String oneMinusSquare(Ops ops, String a) {
    return ops.sub(ops.scalar(1), ops.square(a));
  }
}
