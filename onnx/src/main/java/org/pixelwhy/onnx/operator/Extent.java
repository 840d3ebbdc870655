package org.pixelwhy.onnx.operator;

/** What is known of the shape of an operator's first output. */
public enum Extent {
  /** That of the first input. */
  SAME,
  /** That to which all inputs are broadcast. */
  BROADCAST,
  /** Of as many axes as the first input. */
  RANK,
  OTHER
}
