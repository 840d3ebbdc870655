package org.pixelwhy.dream;

/** A blur whose kernel reaches over three standard deviations; the edge is carried on beyond it. */
final class GaussianBlur {
  private final double[] kernel;

  GaussianBlur(double deviation) {
    int reach = (int) Math.ceil(3 * deviation);
    kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double distance = (i - reach) / deviation;
      kernel[i] = Math.exp(-distance * distance / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
  }

  /** Blurs every channel in place. */
  void apply(float[] values, int height, int width) {
    int area = height * width;
    for (int start = 0; start < values.length; start += area) {
      for (int row = 0; row < height; row++) {
        line(values, start + row * width, 1, width);
      }
      for (int column = 0; column < width; column++) {
        line(values, start + column, width, height);
      }
    }
  }

  private void line(float[] values, int start, int stride, int count) {
    double[] blurred = new double[count];
    int reach = kernel.length / 2;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < kernel.length; k++) {
        int at = Math.max(0, Math.min(count - 1, i + k - reach));
        blurred[i] += kernel[k] * values[start + at * stride];
      }
    }
    for (int i = 0; i < count; i++) {
      values[start + i * stride] = (float) blurred[i];
    }
  }
}
