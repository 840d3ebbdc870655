package org.pixelwhy.radiomics.shape;

/** The discrete Fourier transform of one line of a length that is a power of two. */
final class Fourier {
  private final int length;
  private final int[] reversed;
  private final double[] cos;
  private final double[] sin;

  /** Of lines of such a length. */
  Fourier(int length) {
    if (Integer.bitCount(length) != 1) {
      throw new IllegalArgumentException("no power of two: " + length);
    }
    this.length = length;
    this.reversed = new int[length];
    int shift = Integer.numberOfLeadingZeros(length) + 1;
    for (int i = 1; i < length; i++) {
      reversed[i] = Integer.reverse(i) >>> shift;
    }
    this.cos = new double[length / 2];
    this.sin = new double[length / 2];
    for (int i = 0; i < length / 2; i++) {
      cos[i] = Math.cos(-2 * Math.PI * i / length);
      sin[i] = Math.sin(-2 * Math.PI * i / length);
    }
  }

  /** The least power of two that is not below a number. */
  static int powerOfTwo(int least) {
    return least <= 1 ? 1 : Integer.highestOneBit(least - 1) << 1;
  }

  int length() {
    return length;
  }

  /** The number of frequencies that tell all of a line of real numbers. */
  int half() {
    return length / 2 + 1;
  }

  /** Transforms real and imaginary parts in place, by Cooley and Tukey, two steps at once. */
  void transform(double[] re, double[] im) {
    reorder(re);
    reorder(im);
    int half = 1;
    if (Integer.numberOfTrailingZeros(length) % 2 == 1) {
      for (int i = 0; i < length; i += 2) {
        double x = re[i + 1];
        double y = im[i + 1];
        re[i + 1] = re[i] - x;
        im[i + 1] = im[i] - y;
        re[i] += x;
        im[i] += y;
      }
      half = 2;
    }
    for (; half < length; half *= 4) {
      for (int start = 0; start < length; start += 4 * half) {
        fourfold(re, im, start, half);
      }
    }
  }

  private void reorder(double[] line) {
    for (int i = 1; i < length; i++) {
      int j = reversed[i];
      if (j > i) {
        double x = line[i];
        line[i] = line[j];
        line[j] = x;
      }
    }
  }

  /** Joins four transforms that follow each other to one. */
  private void fourfold(double[] re, double[] im, int start, int half) {
    int step = length / (4 * half);
    for (int k = 0; k < half; k++) {
      int a = start + k;
      int b = a + half;
      int c = b + half;
      int d = c + half;
      double c1 = cos[2 * k * step];
      double s1 = sin[2 * k * step];
      double c2 = cos[k * step];
      double s2 = sin[k * step];
      double bx = re[b] * c1 - im[b] * s1;
      double by = re[b] * s1 + im[b] * c1;
      double dx = re[d] * c1 - im[d] * s1;
      double dy = re[d] * s1 + im[d] * c1;
      double sumX = re[c] + dx;
      double sumY = im[c] + dy;
      double restX = re[c] - dx;
      double restY = im[c] - dy;
      double cx = sumX * c2 - sumY * s2;
      double cy = sumX * s2 + sumY * c2;
      double ex = restX * c2 - restY * s2;
      double ey = restX * s2 + restY * c2;
      double ax = re[a] + bx;
      double ay = im[a] + by;
      double fx = re[a] - bx;
      double fy = im[a] - by;
      re[a] = ax + cx;
      im[a] = ay + cy;
      re[b] = fx + ey;
      im[b] = fy - ex;
      re[c] = ax - cx;
      im[c] = ay - cy;
      re[d] = fx - ey;
      im[d] = fy + ex;
    }
  }
}
