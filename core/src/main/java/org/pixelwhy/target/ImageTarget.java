package org.pixelwhy.target;

import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;

/** Every pixel of a class's output channel. */
public record ImageTarget(int classIndex) implements Target {
  @Override
  public int channel(Prediction prediction) {
    return classIndex;
  }

  @Override
  public Mask mask(Prediction prediction) {
    prediction.mask(classIndex);
    return prediction.inside();
  }

  @Override
  public String describe(Prediction prediction) {
    return "whole image, class " + prediction.describe(classIndex);
  }
}
