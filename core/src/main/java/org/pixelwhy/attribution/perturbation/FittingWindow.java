package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;

/**
 * A window that fits an image whose sides are about so long: the root of the product of its
 * extents. Its side is an odd number near a sixteenth of that (an eighth in volumes), at least
 * {@value #USUAL} and at most a third; windows are a sixty-fourth apart (a sixteenth), at least
 * {@value #LEAST_STRIDE} pixels, so that there are about 4,000 of them however large the image is.
 *
 * @param window extent along each axis
 * @param stride pixels between windows
 */
record FittingWindow(int window, int stride) {
  private static final int USUAL = 15;
  private static final int LEAST_STRIDE = 2;

  static FittingWindow of(int[] extents) {
    double product = Arrays.stream(extents).asDoubleStream().reduce(1, (a, b) -> a * b);
    double side = Math.pow(product, 1.0 / extents.length);
    boolean volume = extents.length > 2;
    int wanted = Math.max(USUAL, odd(side / (volume ? 8 : 16)));
    int stride = (int) Math.ceil(side / (volume ? 16 : 64) - 1e-9);
    return new FittingWindow(
        Math.min(wanted, Math.max(3, odd(side / 3))), Math.max(LEAST_STRIDE, stride));
  }

  /** The nearest odd number, of two the larger. */
  private static int odd(double number) {
    return 2 * (int) Math.floor(number / 2) + 1;
  }
}
