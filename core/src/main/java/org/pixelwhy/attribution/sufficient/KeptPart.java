package org.pixelwhy.attribution.sufficient;

import java.util.Arrays;
import org.pixelwhy.tensor.Tensor;

/**
 * An image of which a mask keeps a part: {@code x0 + m (x - x0)} with a baseline x0, the same for
 * all channels of a pixel. Padding always stays as it is.
 */
final class KeptPart {
  private final Tensor image;
  private final float[] baseline;
  private final float[] difference;
  private final int area;

  /**
   * @param image {@code [1,C,H,W]}
   * @param baseline of the same shape
   */
  KeptPart(Tensor image, Tensor baseline) {
    this.image = image;
    this.baseline = baseline.toFloats();
    this.difference = image.toFloats();
    this.area = Arrays.stream(extents()).reduce(1, Math::multiplyExact);
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= this.baseline[i];
    }
  }

  /** Rows and columns, or slices, rows and columns. */
  int[] extents() {
    return Arrays.stream(image.shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * The image under a mask.
   *
   * @param mask a share of each pixel, 0 to 1
   */
  Tensor under(double[] mask) {
    float[] values = new float[difference.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (baseline[i] + mask[i % area] * difference[i]);
    }
    return Tensor.of(values, image.shape().dims()).as(image.type());
  }

  /** What a gradient at the image under the mask is at the mask. */
  double[] gradient(Tensor atImage) {
    float[] values = atImage.toFloats();
    double[] gradient = new double[area];
    for (int i = 0; i < values.length; i++) {
      gradient[i % area] += (double) values[i] * difference[i];
    }
    return gradient;
  }
}
