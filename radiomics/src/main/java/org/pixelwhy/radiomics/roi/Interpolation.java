package org.pixelwhy.radiomics.roi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Brings a region to a spacing. The new grid has {@code ceil(n d / d')} positions along an axis and
 * the same centre, as the IBSI has it. Intensities beyond the outermost positions are the
 * outermost. The mask is interpolated linearly, and a voxel belongs to it where half of it does.
 *
 * @param spacing in millimetres along rows and columns, or slices, rows and columns
 * @param rounded whether intensities are rounded to whole numbers, as Hounsfield units are
 * @param method of intensities between positions
 */
public record Interpolation(List<Double> spacing, boolean rounded, Method method) {
  /** What lies between positions. */
  public enum Method {
    /** Straight lines, which no value leaves. */
    LINEAR,
    /** Cubic splines, smooth, which go a little beyond the values that they run through. */
    CUBIC
  }

  public Interpolation {
    spacing = List.copyOf(spacing);
    Objects.requireNonNull(method, "method");
    for (double step : spacing) {
      if (!(step > 0 && Double.isFinite(step))) {
        throw new InputException(
            Text.format("illegal spacing %s mm to interpolate to, must be above 0", step));
      }
    }
  }

  /** Linear intensities. */
  public Interpolation(List<Double> spacing, boolean rounded) {
    this(spacing, rounded, Method.LINEAR);
  }

  /** The region at the spacing. */
  public Roi apply(Roi roi) {
    List<Double> from =
        roi.spacing()
            .orElseThrow(
                () ->
                    new InputException(
                        "the image does not say how far its voxels are apart in millimetres, and"
                            + " cannot be interpolated; state its spacing"));
    if (from.size() != spacing.size()) {
      throw new InputException(
          Text.format(
              "%s needs %d spacings to interpolate to, found %s",
              roi.image().axes(), from.size(), spacing));
    }
    Grid grid = Grid.of(roi.image().axes(), from, spacing);
    if (method == Method.CUBIC) {
      requireFinite(roi.image().values());
    }
    float[] values = grid.interpolate(roi.image().values(), method);
    if (rounded) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.floor(values[i] + 0.5);
      }
    }
    Field field = new Field(grid.axes, 1, values, roi.image().range(), roi.image().notes());
    return new Roi(field, grid.mask(roi.shape()), grid.mask(roi.intensities()));
  }

  /** A spline through a value that is not finite has none that is, far and wide. */
  private static void requireFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InputException(
            Text.format(
                "cubic interpolation needs finite values in the whole image, found %s;"
                    + " interpolate linearly",
                value));
      }
    }
  }

  /** Where the new positions lie among the old ones, axis by axis. */
  private record Grid(Axes axes, int[] old, double[][] positions) {
    private static final double LARGEST = 1 << 28;

    static Grid of(Axes axes, List<Double> from, List<Double> to) {
      List<Axis> all = new ArrayList<>();
      double[][] positions = new double[from.size()][];
      double size = 1;
      for (int a = 0; a < positions.length; a++) {
        int n = axes.extent(a);
        double ratio = to.get(a) / from.get(a);
        // A hair less, so that a quotient that is whole but for rounding stays so.
        double count = Math.max(1, Math.ceil(n / ratio - 1e-9));
        size *= count;
        if (size > LARGEST) {
          throw new InputException(
              Text.format(
                  "%s at a spacing of %s mm would have more than %.0f positions; take a wider one",
                  axes, to.stream().map(Text::number).collect(Collectors.joining(" x ")), LARGEST));
        }
        positions[a] = new double[(int) count];
        for (int i = 0; i < positions[a].length; i++) {
          positions[a][i] = (n - 1) / 2.0 + (i - (count - 1) / 2) * ratio;
        }
        all.add(
            new Axis(
                axes.axis(a).name(),
                (int) count,
                Optional.of(Axis.Spacing.millimetres(to.get(a))),
                axes.axis(a).towards()));
      }
      return new Grid(Axes.of(all), axes.extents(), positions);
    }

    Mask mask(Mask mask) {
      float[] members = new float[mask.size()];
      for (int i : mask.indices()) {
        members[i] = 1;
      }
      float[] share = interpolate(members, Method.LINEAR);
      return Mask.of(axes, i -> share[i] >= 0.5f - 1e-6f);
    }

    /** One axis after the other. */
    float[] interpolate(float[] values, Method method) {
      int[] extents = old.clone();
      float[] current = values;
      for (int a = 0; a < extents.length; a++) {
        int inner = 1;
        for (int b = a + 1; b < extents.length; b++) {
          inner *= extents[b];
        }
        current =
            method == Method.CUBIC && extents[a] > 1
                ? new Spline(extents[a], positions[a]).along(current, inner)
                : alongAxis(current, extents[a], inner, positions[a]);
        extents[a] = positions[a].length;
      }
      return current;
    }

    private static float[] alongAxis(float[] values, int extent, int inner, double[] positions) {
      int blocks = values.length / (extent * inner);
      float[] result = new float[blocks * positions.length * inner];
      for (int block = 0; block < blocks; block++) {
        for (int p = 0; p < positions.length; p++) {
          double position = Math.max(0, Math.min(extent - 1, positions[p]));
          int below = (int) Math.min(position, Math.max(0, extent - 2));
          float weight = (float) (position - below);
          int first = (block * extent + below) * inner;
          int place = (block * positions.length + p) * inner;
          for (int i = 0; i < inner; i++) {
            float low = values[first + i];
            // A neighbour without weight may be NaN.
            result[place + i] =
                weight == 0 ? low : low + weight * (values[first + inner + i] - low);
          }
        }
      }
      return result;
    }
  }
}
