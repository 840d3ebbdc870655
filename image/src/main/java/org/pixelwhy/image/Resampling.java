package org.pixelwhy.image;

import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Ways to bring maps and pictures to another size.
 *
 * <p>Pixel {@code i} of {@code n} has its centre at {@code (i + 0.5) / n} of the extent, before and
 * after, so that nothing is shifted; positions beyond the outermost centres take the outermost
 * value. To the same size all of them are the identity.
 */
public enum Resampling {
  /** The value at the nearest centre; of two equally near, the one below or to the right. */
  NEAREST,

  /**
   * Linear between the four nearest centres; PyTorch's {@code interpolate(mode="bilinear",
   * align_corners=False)}.
   */
  BILINEAR,

  /**
   * As {@link #BILINEAR}, but when shrinking each result averages all that it covers, weighted by a
   * triangle as wide as two result pixels; PyTorch's {@code antialias=True}, Pillow's BILINEAR.
   */
  BILINEAR_ANTIALIASED;

  /** Weights up to this are zero but for rounding. */
  private static final double NEGLIGIBLE = 1e-12;

  /** A map of another size. */
  public Grid resize(Grid grid, int height, int width) {
    if (grid.height() == height && grid.width() == width) {
      return grid;
    }
    float[] values =
        resize(grid.values(), new int[] {1, grid.height(), grid.width()}, height, width);
    return new Grid(grid.axes().resampled(height, width), values);
  }

  /** A picture of another size. */
  public Image resize(Image image, int height, int width) {
    if (image.height() == height && image.width() == width) {
      return image;
    }
    int[] from = {image.channels(), image.height(), image.width()};
    float[] values = resize(image.values(), from, height, width);
    Axes axes = image.axes().resampled(height, width);
    return new Image(image.field().over(axes, image.channels(), values));
  }

  /** A mask of another size, by {@link #NEAREST}. */
  public static Mask resize(Mask mask, int height, int width) {
    if (mask.extents().length != 2) {
      throw new InputException("only a mask of rank 2 can be resized, found " + mask);
    }
    if (mask.height() == height && mask.width() == width) {
      return mask;
    }
    requireExtents(height, width);
    return resize(mask, mask.axes().resampled(height, width));
  }

  /**
   * A mask as one of other axes of the same rank, by {@link #NEAREST}.
   *
   * @throws InputException if the ranks differ
   */
  public static Mask resize(Mask mask, Axes axes) {
    if (mask.axes().rank() != axes.rank()) {
      throw new InputException(Text.format("%s cannot be brought to %s", mask, axes));
    }
    int[][] sources = new int[axes.rank()][];
    for (int axis = 0; axis < sources.length; axis++) {
      sources[axis] = nearest(mask.axes().extent(axis), axes.extent(axis));
    }
    return Mask.of(axes, i -> mask.get(source(i, sources, mask.axes())));
  }

  /** The number of the position from which the one with a number is taken. */
  private static int source(int position, int[][] sources, Axes from) {
    int source = 0;
    int stride = 1;
    int rest = position;
    for (int axis = sources.length - 1; axis >= 0; axis--) {
      source += sources[axis][rest % sources[axis].length] * stride;
      rest /= sources[axis].length;
      stride *= from.extent(axis);
    }
    return source;
  }

  private static void requireExtents(int height, int width) {
    if (height < 1 || width < 1 || (long) height * width > Integer.MAX_VALUE - 8) {
      throw new InputException(Text.format("cannot resize to %d x %d pixels", width, height));
    }
  }

  private float[] resize(float[] values, int[] from, int height, int width) {
    requireExtents(height, width);
    Taps rows = taps(from[1], height);
    Taps columns = taps(from[2], width);
    float[] result = new float[Math.multiplyExact(from[0], height * width)];
    float[] row = new float[from[2]];
    int next = 0;
    for (int channel = 0; channel < from[0]; channel++) {
      for (int y = 0; y < height; y++) {
        int first = (channel * from[1] + rows.starts[y]) * from[2];
        for (int x = 0; x < row.length; x++) {
          row[x] = rows.sum(values, y, first + x, from[2]);
        }
        for (int x = 0; x < width; x++) {
          result[next++] = columns.sum(row, x, columns.starts[x], 1);
        }
      }
    }
    return result;
  }

  /** For every result position, the first source position and the weights from there on. */
  private record Taps(int[] starts, double[][] weights) {
    float sum(float[] values, int position, int first, int step) {
      double[] own = weights[position];
      if (own.length == 1) {
        return values[first];
      }
      double sum = 0;
      for (int i = 0; i < own.length; i++) {
        // A pixel that does not count may be NaN.
        if (own[i] > NEGLIGIBLE) {
          sum += own[i] * values[first + i * step];
        }
      }
      return (float) sum;
    }
  }

  private Taps taps(int from, int to) {
    if (this == NEAREST) {
      double[][] weights = new double[to][];
      Arrays.fill(weights, new double[] {1});
      return new Taps(nearest(from, to), weights);
    }
    double scale = (double) from / to;
    double reach = this == BILINEAR_ANTIALIASED ? Math.max(1, scale) : 1;
    int[] starts = new int[to];
    double[][] weights = new double[to][];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int start = (int) Math.max(0, Math.floor(centre - reach + 0.5));
      int end = (int) Math.min(from, Math.floor(centre + reach + 0.5));
      starts[i] = start;
      weights[i] = triangle(start, end, centre, reach);
    }
    return new Taps(starts, weights);
  }

  /** Weights that fall linearly to 0 at a distance from the centre; their sum is 1. */
  private static double[] triangle(int start, int end, double centre, double reach) {
    double[] weights = new double[end - start];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(0, 1 - Math.abs(start + i + 0.5 - centre) / reach);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static int[] nearest(int from, int to) {
    int[] sources = new int[to];
    for (int i = 0; i < to; i++) {
      sources[i] = (int) ((2L * i + 1) * from / (2L * to));
    }
    return sources;
  }
}
