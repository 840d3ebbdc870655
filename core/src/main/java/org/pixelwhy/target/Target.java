package org.pixelwhy.target;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.Text;

/**
 * What the question is about: some pixels of one output channel. Masks are in the geometry of the
 * network's output.
 *
 * <p>A target is resolved against the prediction for the unperturbed image and stays the same from
 * then on.
 */
public sealed interface Target
    permits ClassTarget, RegionTarget, PixelTarget, BorderTarget, ObjectTarget, ImageTarget {
  /** The output channel: the index of the class. */
  int channel(Prediction prediction);

  /** The pixels; never empty. */
  Mask mask(Prediction prediction);

  /** A few words for titles and reports. */
  String describe(Prediction prediction);

  /** The mask of a class, or an error that says which classes there are. */
  static Mask requirePresent(Prediction prediction, int classIndex) {
    Mask mask = prediction.mask(classIndex);
    if (mask.isEmpty()) {
      throw new EmptyTarget(
          Text.format(
              "class %s is predicted nowhere in this image; classes present: %s",
              prediction.describe(classIndex), prediction.presentClasses()));
    }
    return mask;
  }
}
