package org.pixelwhy.training.noise;

import java.util.Map;
import org.pixelwhy.training.Objective;
import org.pixelwhy.training.Scene;

/** What is learned from how a utility segments a changed image. */
sealed interface UtilityObjective extends Objective permits NoiseObjective, ShareObjective {
  /**
   * What was appended.
   *
   * @param minimised the loss
   * @param logits name of the utility's logits of the changed images
   * @param measures names of further scalars by what they measure
   */
  record Seen(Minimised minimised, String logits, Map<String, String> measures) {}

  /** Appends the change, the utility and the loss. */
  Seen see(Scene scene);

  @Override
  default Minimised append(Scene scene) {
    return see(scene).minimised();
  }
}
