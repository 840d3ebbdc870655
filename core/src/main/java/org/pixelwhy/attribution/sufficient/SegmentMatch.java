package org.pixelwhy.attribution.sufficient;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.tensor.Tensor;

/**
 * How well what is predicted for a changed image matches a segment, by Dice.
 *
 * <p>The segment is what of the target is predicted as its class. What of the class is predicted
 * elsewhere is not compared: so one object is found again whether others are or not.
 *
 * @param channel of the output: the class
 * @param compared the pixels of the output that are compared
 * @param segment those of them that are to be predicted again
 */
record SegmentMatch(int channel, Mask compared, Mask segment) {
  static SegmentMatch of(FixedTarget target, Prediction clean) {
    Mask predicted = clean.mask(target.classIndex());
    Mask pixels = target.pixels();
    Mask inside = clean.inside();
    return new SegmentMatch(
        target.classIndex(),
        Mask.of(clean.extents(), i -> inside.get(i) && (pixels.get(i) || !predicted.get(i))),
        Mask.of(clean.extents(), i -> pixels.get(i) && predicted.get(i)));
  }

  /** Dice of the segment and the mask that is predicted now. */
  double dice(Prediction changed) {
    Mask mask = changed.mask(channel);
    return Dice.of(Mask.of(mask.extents(), i -> mask.get(i) && compared.get(i)), segment);
  }

  /**
   * What is to become small, and its gradient.
   *
   * @param value {@code 1 - 2 sum(p r) / (sum(p) + |r|)} with the probabilities p of the class and
   *     the segment r
   * @param gradient of the probabilities' shape {@code [1,K,H',W']}
   */
  record Loss(double value, Tensor gradient) {}

  /**
   * The loss at probabilities.
   *
   * @param probabilities {@code [1,K,H',W']}
   */
  Loss loss(Tensor probabilities) {
    float[] values = probabilities.toFloats();
    int offset = channel * compared.size();
    double both = 0;
    double sum = segment.count();
    for (int i : compared.indices()) {
      double p = values[offset + i];
      sum += p;
      both += segment.get(i) ? p : 0;
    }
    float[] gradient = new float[values.length];
    for (int i : compared.indices()) {
      double own = segment.get(i) ? sum : 0;
      gradient[offset + i] = (float) (-2 * (own - both) / (sum * sum));
    }
    return new Loss(1 - 2 * both / sum, Tensor.of(gradient, probabilities.shape().dims()));
  }
}
