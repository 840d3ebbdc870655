package org.pixelwhy.model.run;

import org.pixelwhy.model.Entropy;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.tensor.Tensor;

/**
 * What the model gives for one of many inputs.
 *
 * @param index the input's number, from 0
 * @param logits {@code [1,K,H',W']}
 * @param probabilities {@code [1,K,H',W']}
 * @param decision how masks are read off
 */
public record ForwardOutput(int index, Tensor logits, Tensor probabilities, Decision decision) {
  /** The same under another number. */
  ForwardOutput withIndex(int number) {
    return new ForwardOutput(number, logits, probabilities, decision);
  }

  /** The output that targets read. */
  public Tensor output(OutputSpace on) {
    return switch (on) {
      case LOGITS -> logits;
      case PROBABILITIES -> probabilities;
      case ENTROPY -> Entropy.of(logits, probabilities, decision);
    };
  }

  /**
   * The same with masks, which are read off anew for each prediction, and only when asked for.
   *
   * @param clean what is predicted for the unperturbed image
   * @throws org.pixelwhy.tensor.InputException if the output holds values that are not finite
   */
  public Prediction prediction(Prediction clean) {
    return clean.perturbed(logits, probabilities);
  }
}
