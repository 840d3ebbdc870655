package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import org.pixelwhy.tensor.Tensor;

/**
 * Fills a shape with the mean of the pixels around it: those of its bounding rectangle, enlarged by
 * {@value #MARGIN} pixels on each side, that it does not cover. Where there are none, the mean of
 * what is covered is left.
 */
final class LocalMean implements MaskApplication.Covering {
  private static final int MARGIN = 3;

  private final float[] values;
  private final int height;
  private final int width;

  /**
   * @param image {@code [1,C,H,W]}
   */
  LocalMean(Tensor image) {
    this.values = image.toFloats();
    this.height = (int) image.shape().dim(-2);
    this.width = (int) image.shape().dim(-1);
  }

  @Override
  public float[] covered(int channel, int[] pixels) {
    int offset = channel * height * width;
    int top = height;
    int left = width;
    int bottom = -1;
    int right = -1;
    double inside = 0;
    for (int pixel : pixels) {
      top = Math.min(top, pixel / width);
      left = Math.min(left, pixel % width);
      bottom = Math.max(bottom, pixel / width);
      right = Math.max(right, pixel % width);
      inside += values[offset + pixel];
    }
    double around = 0;
    int count = 0;
    int lastRow = Math.min(height - 1, bottom + MARGIN);
    int lastColumn = Math.min(width - 1, right + MARGIN);
    for (int row = Math.max(0, top - MARGIN); row <= lastRow; row++) {
      for (int column = Math.max(0, left - MARGIN); column <= lastColumn; column++) {
        around += values[offset + row * width + column];
        count++;
      }
    }
    float[] covered = new float[pixels.length];
    boolean alone = count == pixels.length;
    double mean = alone ? inside / pixels.length : (around - inside) / (count - pixels.length);
    Arrays.fill(covered, (float) mean);
    return covered;
  }
}
