package org.pixelwhy.model;

/** Which tensor a target reads. */
public enum OutputSpace {
  /** Before the final Sigmoid or Softmax. */
  LOGITS,
  /** After it. */
  PROBABILITIES,
  /**
   * How undecided the network is at each pixel, in nats: the entropy of the class probabilities, in
   * every channel the same; where classes may overlap, and where there is only one, the entropy of
   * each class's own yes or no.
   */
  ENTROPY
}
