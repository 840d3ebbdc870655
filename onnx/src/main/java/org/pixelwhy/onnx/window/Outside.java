package org.pixelwhy.onnx.window;

/** What a tensor holds where the change does not reach. */
public enum Outside {
  /** The values of an unchanged run, which are given. */
  GIVEN,
  /** Zeros, as in a backward pass whose seed is zero but for a box. */
  ZERO
}
