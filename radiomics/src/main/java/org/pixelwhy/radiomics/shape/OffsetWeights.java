package org.pixelwhy.radiomics.shape;

import java.util.stream.IntStream;

/**
 * The Fourier transform of the weight that each offset between two voxels has, the inverse of their
 * distance. Weights are the same in both directions along every axis, so that an eighth of them,
 * and of their transform, tells all, and both are real.
 */
final class OffsetWeights {
  private final int rows;
  private final int slices;
  private final float[] all;

  /**
   * For each axis a transform and the spacing.
   *
   * @param axes of slices, rows, columns
   */
  OffsetWeights(Fourier[] axes, double[] spacing) {
    this.slices = axes[0].half();
    this.rows = axes[1].half();
    int columns = axes[2].half();
    this.all = new float[Math.multiplyExact(Math.multiplyExact(slices, rows), columns)];
    IntStream.range(0, columns).parallel().forEach(column -> fill(column, spacing));
    transform(axes[0], 1);
    transform(axes[1], slices);
    transform(axes[2], slices * rows);
  }

  private void fill(int column, double[] spacing) {
    double x = column * spacing[2];
    for (int row = 0; row < rows; row++) {
      double y = row * spacing[1];
      for (int slice = 0; slice < slices; slice++) {
        double z = slice * spacing[0];
        double square = x * x + y * y + z * z;
        all[line(row, column) + slice] = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
      }
    }
  }

  /** All lines of an axis, two at once as real and imaginary part. */
  private void transform(Fourier axis, int stride) {
    int half = axis.half();
    int lines = all.length / half;
    IntStream.range(0, (lines + 1) / 2)
        .parallel()
        .forEach(
            pair -> {
              double[] re = new double[axis.length()];
              double[] im = new double[axis.length()];
              int first = start(2 * pair, stride, half);
              int second = start(Math.min(2 * pair + 1, lines - 1), stride, half);
              for (int i = 0; i < axis.length(); i++) {
                int from = Math.min(i, axis.length() - i) * stride;
                re[i] = all[first + from];
                im[i] = all[second + from];
              }
              axis.transform(re, im);
              for (int i = 0; i < half; i++) {
                all[first + i * stride] = (float) re[i];
                all[second + i * stride] = (float) im[i];
              }
            });
  }

  private static int start(int line, int stride, int length) {
    return line / stride * stride * length + line % stride;
  }

  /** Where the frequencies along slices begin of one along rows and one along columns. */
  int line(int row, int column) {
    return (column * rows + row) * slices;
  }

  /** All of them. */
  float[] all() {
    return all;
  }
}
