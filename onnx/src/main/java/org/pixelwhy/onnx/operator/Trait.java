package org.pixelwhy.onnx.operator;

/** What holds of an operator beyond its {@link Kind}. */
public enum Trait {
  /** An element of the result depends on nothing but the elements at its place. */
  ELEMENTWISE,
  /** Axis 1 of the first input holds its channels, {@code [N,C,...]}. */
  CHANNELS,
  /**
   * Every element of the result is one of the inputs' elements or a constant: moved, copied or
   * chosen. ReduceLogSumExp counts, whose choice is soft.
   */
  SELECTS,
  /** Linear in the first input: {@code f(ax + by) = a f(x) + b f(y)}. */
  LINEAR,
  /** Of degree one in the first input: {@code f(ax) = a f(x)} for a above 0, as norms. */
  HOMOGENEOUS,
  /** Never below 0. */
  NONNEGATIVE,
  /** Never outside [0, 1]. */
  UNIT,
  /** Not below 0 where the first input is nowhere below 0. */
  KEEPS_SIGN,
  /** Gives other values each time it is run. */
  RANDOM,
  /** ONNX Runtime has a kernel for double on a CPU. */
  DOUBLE
}
