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
 * @param channel the class
 * @param before its mask in the unchanged image
 */
record MaskChange(int channel, Mask before) {
  static MaskChange of(Prediction clean, Question question) {
    int channel = question.target().channel(clean);
    return new MaskChange(channel, clean.mask(channel));
  }

  double dice(ForwardOutput changed) {
    return Dice.of(before, changed.prediction().mask(channel));
  }

  double iou(ForwardOutput changed) {
    return Iou.of(before, changed.prediction().mask(channel));
  }
}
