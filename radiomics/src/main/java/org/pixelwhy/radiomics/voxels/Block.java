package org.pixelwhy.radiomics.voxels;

import java.util.Arrays;
import java.util.List;
import org.pixelwhy.radiomics.roi.Roi;

/**
 * The bounding box of a region's shape. A picture is one slice.
 *
 * <p>The arrays are not copied and must not be changed.
 *
 * @param size slices, rows, columns
 * @param spacing in millimetres along them; NaN where it is unknown
 * @param values in C order
 * @param shape the morphological mask
 * @param counted the intensity mask
 */
public record Block(
    int[] size, double[] spacing, float[] values, boolean[] shape, boolean[] counted) {
  /**
   * The box of a region.
   *
   * @param roi whose shape is not empty
   */
  public static Block of(Roi roi) {
    int[] extents = volume(roi.image().axes().extents());
    int[] low = extents.clone();
    int[] high = new int[3];
    for (int i : roi.shape().indices()) {
      int line = i / extents[2];
      widen(low, high, 0, line / extents[1]);
      widen(low, high, 1, line % extents[1]);
      widen(low, high, 2, i % extents[2]);
    }
    int[] size = {high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1};
    int count = size[0] * size[1] * size[2];
    float[] values = new float[count];
    boolean[] shape = new boolean[count];
    boolean[] counted = new boolean[count];
    float[] all = roi.image().values();
    for (int line = 0; line < size[0] * size[1]; line++) {
      int slice = line / size[1] + low[0];
      int row = line % size[1] + low[1];
      int from = (slice * extents[1] + row) * extents[2] + low[2];
      System.arraycopy(all, from, values, line * size[2], size[2]);
      for (int column = 0; column < size[2]; column++) {
        boolean member = roi.shape().get(from + column);
        shape[line * size[2] + column] = member;
        counted[line * size[2] + column] = member && roi.intensities().get(from + column);
      }
    }
    return new Block(size, spacing(roi), values, shape, counted);
  }

  private static double[] spacing(Roi roi) {
    double[] spacing = {Double.NaN, Double.NaN, Double.NaN};
    List<Double> known = roi.spacing().orElse(List.of());
    for (int i = 0; i < known.size(); i++) {
      spacing[3 - known.size() + i] = known.get(i);
    }
    return spacing;
  }

  /** Extents of a picture or volume as slices, rows, columns. */
  public static int[] volume(int[] extents) {
    return extents.length == 3 ? extents : new int[] {1, extents[0], extents[1]};
  }

  private static void widen(int[] low, int[] high, int axis, int at) {
    low[axis] = Math.min(low[axis], at);
    high[axis] = Math.max(high[axis], at);
  }

  /** Whether the shape holds the voxel there; beyond the box it does not. */
  public boolean holds(int slice, int row, int column) {
    return slice >= 0
        && row >= 0
        && column >= 0
        && slice < size[0]
        && row < size[1]
        && column < size[2]
        && shape[(slice * size[1] + row) * size[2] + column];
  }

  /** The number of voxels of the shape. */
  public int volume() {
    int count = 0;
    for (boolean member : shape) {
      count += member ? 1 : 0;
    }
    return count;
  }

  /** The intensities that count, in C order. */
  public double[] intensities() {
    double[] all = new double[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (counted[i]) {
        all[count++] = values[i];
      }
    }
    return Arrays.copyOf(all, count);
  }

  /** The same with other intensities, of which those count that the shape holds. */
  public Block with(float[] others) {
    return new Block(size, spacing, others, shape, counted);
  }
}
