package org.pixelwhy.target;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;

/** All pixels predicted as one class. */
public record ClassTarget(int classIndex) implements Target {
  @Override
  public int channel(Prediction prediction) {
    return classIndex;
  }

  @Override
  public Mask mask(Prediction prediction) {
    return Target.requirePresent(prediction, classIndex);
  }

  @Override
  public String describe(Prediction prediction) {
    return "class " + prediction.describe(classIndex);
  }
}
