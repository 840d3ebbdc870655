package org.pixelwhy.attribution.perturbation;

/** Numbered masks, one factor for each pixel of the image; made when they are asked for. */
sealed interface Masks extends AutoCloseable permits RandomMasks, GivenMasks, MaskFile {
  /** How many masks there are. */
  int count();

  /**
   * Writes one mask; the same number gives the same values each time.
   *
   * @param mask receives the factors of all pixels in C order
   */
  void write(int index, float[] mask);

  @Override
  default void close() {}
}
