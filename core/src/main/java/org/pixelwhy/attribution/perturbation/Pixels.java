package org.pixelwhy.attribution.perturbation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;

/** The values of an image {@code [1,C,H,W]} or {@code [1,C,D,H,W]}, from which others are made. */
final class Pixels {
  private final Tensor image;
  private final float[] values;
  private final float[] changed;
  private final int area;

  Pixels(Tensor image) {
    this.image = image;
    this.values = image.toFloats();
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

  /** What becomes of each element. */
  @FunctionalInterface
  interface Change {
    float apply(int channel, int pixel, float value);
  }

  /** The image with a change made to some pixels of all channels. */
  Tensor with(int[] pixels, Change change) {
    System.arraycopy(values, 0, changed, 0, values.length);
    for (int channel = 0; channel < channels(); channel++) {
      for (int pixel : pixels) {
        int i = channel * area + pixel;
        changed[i] = change.apply(channel, pixel, values[i]);
      }
    }
    return tensor(changed);
  }

  private Tensor tensor(float[] floats) {
    Shape shape = image.shape();
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, shape);
    bytes.asFloatBuffer().put(floats);
    return Tensor.of(DataType.FLOAT, shape, bytes).as(image.type());
  }

  /** A map with one value per pixel as a tensor {@code [1,1,H,W]} or {@code [1,1,D,H,W]}. */
  Tensor map(float[] map) {
    return Tensor.of(map, image.shape().with(1, 1).dims());
  }
}
