package org.pixelwhy.study.dream;

import org.pixelwhy.image.Mask;

/**
 * A step of a dream that is kept to be looked at.
 *
 * @param picture {@code C*H*W} values, channels as the network takes them
 * @param mask of the class
 */
public record KeptFrame(int step, float[] picture, Mask mask) {
  public KeptFrame {
    picture = picture.clone();
  }

  @Override
  public float[] picture() {
    return picture.clone();
  }
}
