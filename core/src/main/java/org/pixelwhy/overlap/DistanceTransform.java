package org.pixelwhy.overlap;

import java.util.Arrays;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * For every pixel the Euclidean distance to the nearest member of a mask: {@code d(p) = min over
 * members q of |p - q|}; infinite everywhere where the mask is empty. Exact, linear in the number
 * of pixels; of rank 1 to 3.
 *
 * <p>Felzenszwalb, Huttenlocher: Distance Transforms of Sampled Functions, Theory of Computing 8,
 * 2012: one axis after the other, the squared distances are the lower envelope of parabolas.
 */
public final class DistanceTransform {
  private final double[] squared;

  private DistanceTransform(double[] squared) {
    this.squared = squared;
  }

  /** Distances in pixels. */
  public static DistanceTransform of(Mask mask) {
    double[] one = new double[mask.extents().length];
    Arrays.fill(one, 1);
    return of(mask, one);
  }

  /**
   * Distances in the unit of a spacing.
   *
   * @param spacing distance of neighbouring pixels along each axis, slices before rows before
   *     columns, such as millimetres
   * @throws InputException if there is not one positive number for each axis
   */
  public static DistanceTransform of(Mask mask, double... spacing) {
    int[] extents = mask.extents();
    requireSpacing(extents, spacing);
    double[] squared = new double[mask.size()];
    for (int i = 0; i < squared.length; i++) {
      squared[i] = mask.get(i) ? 0 : Double.POSITIVE_INFINITY;
    }
    int stride = squared.length;
    for (int axis = 0; axis < extents.length; axis++) {
      stride /= extents[axis];
      Envelope envelope = new Envelope(extents[axis], spacing[axis]);
      for (int start = 0; start < squared.length; start++) {
        if (start / stride % extents[axis] == 0) {
          envelope.replace(squared, start, stride);
        }
      }
    }
    return new DistanceTransform(squared);
  }

  static void requireSpacing(int[] extents, double[] spacing) {
    if (spacing.length != extents.length
        || !Arrays.stream(spacing).allMatch(s -> s > 0 && Double.isFinite(s))) {
      throw new InputException(
          Text.format(
              "a spacing needs one positive number for each of the %d axes, found %s",
              extents.length, Arrays.toString(spacing)));
    }
  }

  /** Distance of the pixel with this number in C order. */
  public double get(int pixel) {
    return Math.sqrt(squared[pixel]);
  }

  /** The lower envelope of the parabolas {@code f(q) + s^2 (p - q)^2} along one line. */
  private static final class Envelope {
    private final int length;
    private final double weight;
    private final double[] line;
    private final int[] vertices;
    private final double[] bounds;

    Envelope(int length, double spacing) {
      this.length = length;
      this.weight = spacing * spacing;
      this.line = new double[length];
      this.vertices = new int[length];
      this.bounds = new double[length];
    }

    void replace(double[] values, int start, int stride) {
      for (int i = 0; i < length; i++) {
        line[i] = values[start + i * stride];
      }
      int parabolas = build();
      int k = 0;
      for (int p = 0; p < length && parabolas > 0; p++) {
        while (k < parabolas - 1 && bounds[k + 1] < p) {
          k++;
        }
        double step = p - vertices[k];
        values[start + p * stride] = line[vertices[k]] + weight * step * step;
      }
    }

    /** Collects the parabolas of the envelope; from {@code bounds[k]} on the k-th is lowest. */
    private int build() {
      int count = 0;
      for (int q = 0; q < length; q++) {
        if (line[q] == Double.POSITIVE_INFINITY) {
          continue;
        }
        double from = Double.NEGATIVE_INFINITY;
        while (count > 0) {
          from = intersection(vertices[count - 1], q);
          if (from > bounds[count - 1]) {
            break;
          }
          count--;
        }
        vertices[count] = q;
        bounds[count] = count == 0 ? Double.NEGATIVE_INFINITY : from;
        count++;
      }
      return count;
    }

    private double intersection(int p, int q) {
      double squares = (double) q * q - (double) p * p;
      return (line[q] - line[p] + weight * squares) / (2 * weight * (q - p));
    }
  }
}
