package org.pixelwhy.study.noise;

/** What is put in the place of pixels that are hidden. */
public enum Fill {
  /** The value 0 of the picture, before any preparation: black, as it was published. */
  ZERO,
  /** Each channel's mean over the image. */
  MEAN,
  /** The image after a Gaussian blur with a standard deviation of {@link #SIGMA} pixels. */
  BLUR;

  /** Standard deviation of the blur, in pixels. */
  public static final double SIGMA = 10;
}
