package org.pixelwhy.faithfulness;

import java.util.Arrays;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.model.run.Evaluation;

/**
 * How few pixels a map needs for what it says: the Gini index of its magnitudes, 0 where all are
 * equal, {@code 1 - 1/n} where one of n pixels has all. Costs no pass.
 *
 * <p>{@code G = 1 - 2 sum_k (a_k / sum a) (n - k + 1/2) / n} for the magnitudes {@code a_1 <= ...
 * <= a_n} of the pixels of the image, as the map is drawn; maps of a layer are enlarged to the
 * input.
 *
 * <p>Chalasani et al.: Concise Explanations of Neural Networks using Adversarial Training, ICML
 * 2020; the index as Hurley and Rickard have it, IEEE Transactions on Information Theory 55, 2009.
 */
public final class GiniIndex {
  private GiniIndex() {}

  /** The index; NaN where the map is blank. */
  public static double of(Evaluation at, Attribution map) {
    return of(Localisation.positions(at, map));
  }

  static double of(double[] map) {
    double[] magnitudes = Arrays.stream(map).map(Math::abs).sorted().toArray();
    double all = Arrays.stream(magnitudes).sum();
    double sum = 0;
    for (int k = 0; k < magnitudes.length; k++) {
      sum += magnitudes[k] / all * (magnitudes.length - k - 0.5) / magnitudes.length;
    }
    return 1 - 2 * sum;
  }
}
