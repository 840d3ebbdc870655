package org.pixelwhy.onnx.operator;

/**
 * When an operator gives zero: an element, where the operator works element by element, and else
 * the whole result, for inputs that are zero throughout.
 */
public enum Zero {
  /** Where the first input is zero, whatever the others are, as Relu and Div. */
  FIRST,
  /** Where all inputs are zero, as Add. */
  ALL,
  /** Where one input is zero, as Mul. */
  ANY,
  /** Where both branches are zero: Where. */
  BRANCHES,
  /** Never for sure, as Sigmoid. */
  NEVER
}
