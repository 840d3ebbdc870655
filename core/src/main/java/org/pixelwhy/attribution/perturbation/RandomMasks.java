package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * The masks of RISE: a coarse grid of zeros and ones, enlarged bilinearly by one cell more than the
 * image needs, shifted at random by less than a cell, and cut to the image's size.
 *
 * <p>Mask i depends on the seed and on i alone, so any part of the sequence can be made again.
 */
final class RandomMasks implements Masks {
  private final RiseOptions options;
  private final int[] extents;
  private final Enlargement[] axes;

  RandomMasks(RiseOptions options, int[] extents) {
    this.options = options;
    this.extents = extents.clone();
    this.axes =
        Arrays.stream(extents)
            .mapToObj(extent -> Enlargement.of(options.cells(), extent))
            .toArray(Enlargement[]::new);
  }

  /**
   * From s cells to s + 1 cells' worth of pixels: position i lies between cells {@code low[i]} and
   * {@code high[i]}, at this share of the way.
   */
  private record Enlargement(int cell, int[] low, int[] high, float[] share) {
    static Enlargement of(int cells, int extent) {
      int cell = (extent + cells - 1) / cells;
      int length = (cells + 1) * cell;
      int[] low = new int[length];
      int[] high = new int[length];
      float[] share = new float[length];
      for (int i = 0; i < length; i++) {
        // Centres of pixels and cells are aligned; beyond the outermost centres values stay.
        double place = (i + 0.5) * cells / length - 0.5;
        double clamped = Math.max(0, Math.min(cells - 1, place));
        low[i] = (int) clamped;
        high[i] = Math.min(low[i] + 1, cells - 1);
        share[i] = (float) (clamped - low[i]);
      }
      return new Enlargement(cell, low, high, share);
    }
  }

  @Override
  public int count() {
    return options.masks();
  }

  @Override
  public void write(int index, float[] mask) {
    DoubleSupplier random = options.sampling().numbers(options.seed(), index);
    float[] values = new float[power(options.cells(), extents.length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.getAsDouble() < options.keep() ? 1 : 0;
    }
    int before = 1;
    for (int axis = 0; axis < extents.length; axis++) {
      int after = power(options.cells(), extents.length - 1 - axis);
      boolean last = axis == extents.length - 1;
      float[] enlarged = last ? mask : new float[before * extents[axis] * after];
      int shift = (int) (random.getAsDouble() * axes[axis].cell());
      enlarge(values, enlarged, new Layout(axis, before, after), shift);
      values = enlarged;
      before *= extents[axis];
    }
  }

  /** An array seen as {@code [before, axis, after]}. */
  private record Layout(int axis, int before, int after) {}

  private void enlarge(float[] from, float[] to, Layout layout, int shift) {
    Enlargement axis = axes[layout.axis()];
    int after = layout.after();
    int next = 0;
    for (int outer = 0; outer < layout.before(); outer++) {
      int first = outer * options.cells() * after;
      for (int i = shift; i < shift + extents[layout.axis()]; i++) {
        float share = axis.share()[i];
        int low = first + axis.low()[i] * after;
        int high = first + axis.high()[i] * after;
        for (int inner = 0; inner < after; inner++) {
          to[next++] = from[low + inner] + share * (from[high + inner] - from[low + inner]);
        }
      }
    }
  }

  private static int power(int base, int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power = Math.multiplyExact(power, base);
    }
    return power;
  }
}
