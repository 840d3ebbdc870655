package org.pixelwhy.study.noise;

import org.pixelwhy.tensor.Tensor;

/**
 * An image of which only some pixels are shown.
 *
 * @param image the network's input {@code [1,C,H,W]}
 * @param hidden the same where all pixels are hidden
 */
record Hiding(float[] image, float[] hidden, long[] dims) {
  static Hiding of(NoiseCase at, Fill fill) {
    Tensor input = at.prepared().input();
    Tensor none = at.values().hidden(fill, at.prepared());
    return new Hiding(input.toFloats(), none.toFloats(), input.shape().dims());
  }

  /** The input where only the pixels with these numbers are shown. */
  Tensor showing(int[] pixels) {
    float[] values = hidden.clone();
    int area = Math.toIntExact(values.length / dims[1]);
    for (int pixel : pixels) {
      for (int place = pixel; place < values.length; place += area) {
        values[place] = image[place];
      }
    }
    return Tensor.of(values, dims);
  }
}
