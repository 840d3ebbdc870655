package org.pixelwhy.attribution.perturbation;

/** What becomes of a value of the preprocessed image, inside and outside of a shape. */
@FunctionalInterface
public interface MaskApplication {
  /**
   * The new value.
   *
   * @param value of the image
   * @param covered whether the shape covers it
   */
  float apply(float value, boolean covered);

  /** One value for all that is covered. */
  static MaskApplication fill(float fill) {
    return (value, covered) -> covered ? fill : value;
  }

  /** {@code min(x, 0)} for what is covered. */
  static MaskApplication darken() {
    return (value, covered) -> covered ? Math.min(value, 0) : value;
  }

  /**
   * {@code min(x, mask)} with a mask of 0 inside and 1 outside, as the original implementation has
   * it: everything else is cut off at 1.
   */
  static MaskApplication minimum() {
    return (value, covered) -> Math.min(value, covered ? 0 : 1);
  }
}
