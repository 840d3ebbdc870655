package org.pixelwhy.attribution.perturbation;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.ForwardOutput;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.overlap.Iou;
import org.pixelwhy.target.Question;

/**
 * How much of the mask predicted for the target's class is left when the image is changed, between
 * 0 and 1. The class's whole mask counts, whatever pixels the target names.
 *
 * @param clean what is predicted for the unchanged image
 * @param channel the class
 */
record MaskChange(Prediction clean, int channel) {
  static MaskChange of(Prediction clean, Question question) {
    return new MaskChange(clean, question.target().channel(clean));
  }

  double dice(ForwardOutput changed) {
    return Dice.of(clean.mask(channel), after(changed));
  }

  double iou(ForwardOutput changed) {
    return Iou.of(clean.mask(channel), after(changed));
  }

  private Mask after(ForwardOutput changed) {
    return changed.prediction(clean).mask(channel);
  }
}
