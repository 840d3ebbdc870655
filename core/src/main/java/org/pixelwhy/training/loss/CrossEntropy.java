package org.pixelwhy.training.loss;

/**
 * The mean cross-entropy of all pixels, taken of the logits so that no logarithm of zero arises:
 * binary with one channel ({@code BCEWithLogitsLoss} in PyTorch), over the classes with several
 * ({@code CrossEntropyLoss}).
 */
public record CrossEntropy() implements Loss {
  @Override
  public String append(Comparison comparison) {
    return comparison.meanOfPixels(comparison.crossEntropy());
  }
}
