package org.pixelwhy.target;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The border of what is predicted as a class: its pixels with a neighbour outside it. The image's
 * edge is no border, and neither is that to its padding.
 */
public record BorderTarget(int classIndex) implements Target {
  @Override
  public int channel(Prediction prediction) {
    return classIndex;
  }

  @Override
  public Mask mask(Prediction prediction) {
    Mask border = Target.requirePresent(prediction, classIndex).border(prediction.inside());
    if (border.isEmpty()) {
      throw new InputException(
          Text.format(
              "class %s fills the whole image, so it has no border; use target class or image",
              prediction.describe(classIndex)));
    }
    return border;
  }

  @Override
  public String describe(Prediction prediction) {
    return "border of class " + prediction.describe(classIndex);
  }
}
