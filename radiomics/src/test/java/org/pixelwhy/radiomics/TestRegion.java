package org.pixelwhy.radiomics;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.roi.Roi;

/** Small regions made from numbers, and the same ones turned, mirrored, enlarged. */
final class TestRegion {
  private TestRegion() {}

  interface Voxel {
    double at(int slice, int row, int column);
  }

  static Axes axes(double spacing, int... extents) {
    String[] names = {Axis.SLICES, Axis.ROWS, Axis.COLUMNS};
    return Axes.of(
        IntStream.range(0, extents.length)
            .mapToObj(
                i ->
                    new Axis(
                        names[3 - extents.length + i],
                        extents[i],
                        Optional.of(Axis.Spacing.millimetres(spacing)),
                        Optional.empty()))
            .toList());
  }

  /** A cube of intensities; those that are not NaN are the region. */
  static Roi cube(int side, double spacing, Voxel voxel) {
    float[] values = new float[side * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) voxel.at(i / side / side, i / side % side, i % side);
    }
    Axes axes = axes(spacing, side, side, side);
    Mask mask = Mask.of(axes, i -> !Float.isNaN(values[i]));
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isNaN(values[i]) ? 0 : values[i];
    }
    return new Roi(new Field(axes, 1, values, 1, List.of()), mask);
  }

  /** An uneven blob with four kinds of intensities. */
  static Voxel blob(int side, long seed) {
    double[] noise = new Random(seed).doubles(side * side * side).toArray();
    return (s, r, c) -> {
      double distance = Math.pow(s - 3.2, 2) + 1.7 * Math.pow(r - 3.9, 2) + Math.pow(c - 4.1, 2);
      double own = noise[(s * side + r) * side + c];
      return distance + 6 * own > 11 ? Double.NaN : Math.floor(own * 4) + (c > 4 ? 2 : 0);
    };
  }

  /** A picture of so many rows and columns; zeros are outside. */
  static Roi picture(double spacing, int columns, double... values) {
    float[] all = new float[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) values[i];
    }
    Axes axes = axes(spacing, values.length / columns, columns);
    return new Roi(new Field(axes, 1, all, 1, List.of()), Mask.of(axes, i -> values[i] != 0));
  }
}
