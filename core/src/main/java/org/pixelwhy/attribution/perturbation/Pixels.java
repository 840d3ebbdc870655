package org.pixelwhy.attribution.perturbation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * The values of an image {@code [1,C,H,W]} or {@code [1,C,D,H,W]}, from which others are made. Each
 * of those is good until the next one is made: they share their memory.
 */
final class Pixels {
  private final Tensor image;
  private final float[] values;
  private final float[] changed;
  private final int area;
  private final ByteBuffer bytes;

  Pixels(Tensor image) {
    this.image = image;
    this.values = image.toFloats();
    this.bytes = Tensor.allocate(DataType.FLOAT, image.shape());
    this.changed = new float[values.length];
    this.area = Arrays.stream(extents()).reduce(1, Math::multiplyExact);
  }

  /** Rows and columns, or slices, rows and columns. */
  int[] extents() {
    return Arrays.stream(image.shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  int channels() {
    return values.length / area;
  }

  /** Number of pixels of one channel. */
  int area() {
    return area;
  }

  /** The image with all channels multiplied by a mask. */
  Tensor times(float[] mask) {
    for (int offset = 0; offset < values.length; offset += area) {
      for (int i = 0; i < area; i++) {
        changed[offset + i] = values[offset + i] * mask[i];
      }
    }
    return tensor(changed);
  }

  /**
   * The image with other values for some pixels.
   *
   * @param values of a channel at these pixels; null where the channel stays as it is
   */
  Tensor replaced(int[] pixels, IntFunction<float[]> values) {
    System.arraycopy(this.values, 0, changed, 0, changed.length);
    for (int channel = 0; channel < channels(); channel++) {
      float[] replacing = values.apply(channel);
      for (int i = 0; replacing != null && i < pixels.length; i++) {
        changed[channel * area + pixels[i]] = replacing[i];
      }
    }
    return tensor(changed);
  }

  private Tensor tensor(float[] floats) {
    bytes.asFloatBuffer().put(floats);
    return Tensor.of(DataType.FLOAT, image.shape(), bytes).as(image.type());
  }

  /** A map with one value per pixel as a tensor {@code [1,1,H,W]} or {@code [1,1,D,H,W]}. */
  Tensor map(float[] map) {
    return Tensor.of(map, image.shape().with(1, 1).dims());
  }
}
