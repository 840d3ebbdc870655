package org.pixelwhy.model;

/** Which tensor a target reads. */
public enum OutputSpace {
  /** Before the final Sigmoid or Softmax. */
  LOGITS,
  /** After it. */
  PROBABILITIES
}
