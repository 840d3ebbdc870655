package org.pixelwhy.study.noise;

import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;

/**
 * What the network says of a whole image about one class.
 *
 * @param clean what it predicts
 * @param channel of the class
 */
record NoiseQuestion(Prediction clean, int channel) {
  /** Why the class is predicted; empty where it is not. */
  Optional<Question> question() {
    return clean.mask(channel).isEmpty()
        ? Optional.empty()
        : Optional.of(Question.of(new ClassTarget(channel)));
  }

  /** The class's pixels. */
  Mask mask() {
    return clean.mask(channel);
  }

  /** Dice with the truth, without pixels of which that says nothing. */
  static double dice(Mask predicted, NoiseCase at) {
    return Dice.of(predicted.minus(at.ignored()), at.truth());
  }
}
