package org.pixelwhy.image;

import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Ways to read a grid of any rank between its points, one axis after the other.
 *
 * <p>Meant for enlarging: nothing is averaged where the new size is smaller.
 */
public enum Interpolation {
  /** The point at {@code floor(i * n / m)} of n, for result i of m; PyTorch's "nearest". */
  NEAREST {
    @Override
    double source(int i, int from, int to) {
      return Math.floorDiv((long) i * from, to);
    }
  },

  /** Linear, with points in the middle of cells, clamped at the edges. */
  LINEAR {
    @Override
    double source(int i, int from, int to) {
      return Math.min(Math.max((i + 0.5) * from / to - 0.5, 0), from - 1.0);
    }
  },

  /** Linear, the outermost points of both grids lying on each other; "align corners". */
  LINEAR_CORNERS {
    @Override
    double source(int i, int from, int to) {
      return to == 1 ? 0 : i * (from - 1.0) / (to - 1.0);
    }
  };

  /** The point at or before the position that each of {@code to} results reads. */
  public long[] points(int from, int to) {
    long[] points = new long[to];
    Arrays.setAll(points, i -> (long) source(i, from, to));
    return points;
  }

  /** The position in a row of {@code from} points that result {@code i} of {@code to} reads. */
  abstract double source(int i, int from, int to);

  /**
   * A tensor {@code [N,C,...]} with the spatial size of another shape; batch and channels stay.
   *
   * @throws InputException if the ranks differ
   */
  public Tensor resize(Tensor map, Shape like) {
    if (map.shape().rank() != like.rank()) {
      throw new InputException(
          Text.format("a map of shape %s cannot be brought to the size of %s", map.shape(), like));
    }
    Shape shape = map.shape();
    for (int axis = 2; axis < shape.rank(); axis++) {
      shape = shape.with(axis, like.dim(axis));
    }
    float[] floats = map.toFloats();
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    double[] resized = resize(values, extents(map.shape()), extents(shape));
    float[] result = new float[resized.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) resized[i];
    }
    return Tensor.of(result, shape.dims());
  }

  private static int[] extents(Shape shape) {
    return Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * A grid at another size.
   *
   * @param values in C order
   * @param from the grid's extents
   * @param to the extents wanted, as many
   */
  public double[] resize(double[] values, int[] from, int[] to) {
    double[] result = values;
    int[] extents = from.clone();
    for (int axis = 0; axis < from.length; axis++) {
      result = resize(result, extents, axis, to[axis]);
      extents[axis] = to[axis];
    }
    return result;
  }

  private double[] resize(double[] values, int[] extents, int axis, int to) {
    int from = extents[axis];
    if (from == to) {
      return values;
    }
    int inner = 1;
    for (int i = axis + 1; i < extents.length; i++) {
      inner *= extents[i];
    }
    int outer = values.length / (from * inner);
    double[] result = new double[Math.multiplyExact(outer * inner, to)];
    for (int i = 0; i < to; i++) {
      double source = source(i, from, to);
      int low = (int) source;
      int high = Math.min(low + 1, from - 1);
      double share = source - low;
      for (int o = 0; o < outer; o++) {
        for (int k = 0; k < inner; k++) {
          double below = values[(o * from + low) * inner + k];
          double above = values[(o * from + high) * inner + k];
          result[(o * to + i) * inner + k] = below + share * (above - below);
        }
      }
    }
    return result;
  }
}
