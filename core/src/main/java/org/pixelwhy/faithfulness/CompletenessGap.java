package org.pixelwhy.faithfulness;

import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * By how much a map misses what it should add up to: {@code gap = sum(phi) - (t(x) - t(x0))}, in
 * target units. 0 for methods that are complete: Integrated Gradients in the limit, DeepLIFT where
 * every operator has a rule. (DeepLIFT's authors: summation to delta.)
 *
 * <p>Costs one forward pass.
 *
 * <p>Sundararajan, Taly, Yan: Axiomatic Attribution for Deep Networks, ICML 2017.
 *
 * @param sum {@code sum(phi)}
 * @param difference {@code t(x) - t(x0)}
 */
public record CompletenessGap(double sum, double difference) {
  /**
   * The gap of one map.
   *
   * @param baseline x0, of the input's shape
   * @throws InputException if the baseline does not have that shape
   */
  public static CompletenessGap of(
      Evaluation at, Question question, Attribution map, Tensor baseline) {
    if (!baseline.shape().equals(at.image().shape())) {
      throw new InputException(
          Text.format(
              "the baseline has shape %s, the network's input %s",
              baseline.shape(), at.image().shape()));
    }
    FrozenTarget target = question.freeze(at.prediction());
    double there = target.value(question.output(at.prediction()));
    double sum = 0;
    for (float value : map.values().toFloats()) {
      sum += value;
    }
    try (Evaluation elsewhere = at.elsewhere(baseline)) {
      return new CompletenessGap(
          sum, there - target.value(question.output(elsewhere.prediction())));
    }
  }

  /** {@code sum(phi) - (t(x) - t(x0))}. */
  public double gap() {
    return sum - difference;
  }

  /** The gap's size as a share of the difference; infinite where that is 0 and the gap is not. */
  public double relative() {
    return gap() == 0 ? 0 : Math.abs(gap() / difference);
  }
}
