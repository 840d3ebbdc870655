package org.pixelwhy.training.loss;

/** A number that is small where a network's answer is close to the truth. */
public sealed interface Loss permits CrossEntropy, Focal, SoftDice, SoftIou, WeightedSum {
  /** Appends nodes that compute the loss, and returns the name of the scalar. */
  String append(Comparison comparison);
}
