package org.pixelwhy.model;

/** Where on the way from input to output a layer lies, judged by its resolution. */
public enum Stage {
  /** Before the lowest resolution is reached, or beside the way to it. */
  ENCODER,
  /** At the lowest resolution. */
  BOTTLENECK,
  /** Computed from the lowest resolution, at higher ones. */
  DECODER,
  /** All layers have one resolution. */
  UNIFORM
}
