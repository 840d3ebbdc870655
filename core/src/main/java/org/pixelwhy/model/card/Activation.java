package org.pixelwhy.model.card;

/** What a model's output already went through. */
public enum Activation {
  /**
   * Nothing. Probabilities come from a softmax over the channels, or a sigmoid where there is one
   * channel.
   */
  LOGITS,
  /** Nothing. Probabilities come from a sigmoid of each channel by itself; classes may overlap. */
  MULTI_LABEL_LOGITS,
  /** A sigmoid: every channel is a probability by itself. */
  SIGMOID,
  /** A softmax: the channels' probabilities sum to 1. */
  SOFTMAX
}
