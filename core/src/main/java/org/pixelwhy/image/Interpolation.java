package org.pixelwhy.image;

import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * Brings maps {@code [N,C,h,w]} or {@code [N,C,d,h,w]} to another size, axis by axis.
 *
 * <p>Enlarging only: nothing is averaged where the new size is smaller.
 */
public enum Interpolation {
  /** Bilinear, of volumes trilinear; half-pixel centres, edges clamped. */
  LINEAR {
    @Override
    void weigh(int position, int from, int to, Sample sample) {
      double centre = Math.max(0, (position + 0.5) * from / to - 0.5);
      sample.low = Math.min((int) centre, from - 1);
      sample.high = Math.min(sample.low + 1, from - 1);
      sample.share = (float) (centre - sample.low);
    }
  },
  /** The element at {@code floor(i * from / to)}, as PyTorch's "nearest". */
  NEAREST {
    @Override
    void weigh(int position, int from, int to, Sample sample) {
      sample.low = (int) ((long) position * from / to);
      sample.high = sample.low;
      sample.share = 0;
    }
  };

  /** Two neighbours, and the share of the second. */
  static final class Sample {
    private int low;
    private int high;
    private float share;
  }

  abstract void weigh(int position, int from, int to, Sample sample);

  /**
   * A tensor with the spatial size of another shape; batch and channels stay.
   *
   * @throws InputException if the ranks differ
   */
  public Tensor resize(Tensor map, Shape like) {
    if (map.shape().rank() != like.rank()) {
      throw new InputException(
          "a map of shape %s cannot be brought to the size of %s".formatted(map.shape(), like));
    }
    float[] values = map.toFloats();
    Shape shape = map.shape();
    for (int axis = 2; axis < shape.rank(); axis++) {
      int extent = Math.toIntExact(like.dim(axis));
      values = resize(values, shape, axis, extent);
      shape = shape.with(axis, extent);
    }
    return Tensor.of(values, shape.dims());
  }

  private float[] resize(float[] values, Shape shape, int axis, int to) {
    int from = Math.toIntExact(shape.dim(axis));
    if (from == to) {
      return values;
    }
    int stride = 1;
    for (int inner = axis + 1; inner < shape.rank(); inner++) {
      stride *= Math.toIntExact(shape.dim(inner));
    }
    int lines = values.length / (from * stride);
    float[] resized = new float[Math.multiplyExact(lines * stride, to)];
    Sample sample = new Sample();
    for (int position = 0; position < to; position++) {
      weigh(position, from, to, sample);
      for (int line = 0; line < lines; line++) {
        int low = (line * from + sample.low) * stride;
        int high = (line * from + sample.high) * stride;
        int place = (line * to + position) * stride;
        for (int i = 0; i < stride; i++) {
          resized[place + i] =
              values[low + i] * (1 - sample.share) + values[high + i] * sample.share;
        }
      }
    }
    return resized;
  }
}
