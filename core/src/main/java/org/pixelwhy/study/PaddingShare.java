package org.pixelwhy.study;

import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.AreaAverage;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** How much of a map lies in what was padded to the image, and so on no picture. */
final class PaddingShare {
  private PaddingShare() {}

  /** In words, where anything was padded. */
  static Optional<String> note(Attribution map, Geometry geometry) {
    OptionalDouble share = of(map, geometry);
    return share.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "%.0f %% of the map (sum of magnitudes) lie in the padding beyond the image",
                100 * share.getAsDouble()));
  }

  /**
   * {@code sum over cells of |map| * (part of the cell's area in the padding) / sum of |map|}; none
   * where nothing was padded, or the map is blank.
   */
  static OptionalDouble of(Attribution map, Geometry geometry) {
    Shape shape = map.values().shape();
    if (geometry.fit() != Geometry.Fit.PAD || geometry.isIdentity() || shape.rank() != 4) {
      return OptionalDouble.empty();
    }
    int[] field = {geometry.inputHeight(), geometry.inputWidth()};
    int[] cells = {(int) shape.dim(2), (int) shape.dim(3)};
    double[] image = new double[field[0] * field[1]];
    for (int i : geometry.inside(field).indices()) {
      image[i] = 1;
    }
    double[] covered = AreaAverage.resize(image, field, cells);
    double outside = 0;
    double all = 0;
    float[] values = map.positions().toFloats();
    for (int i = 0; i < values.length; i++) {
      double magnitude = Math.abs(values[i]);
      all += magnitude;
      outside += magnitude * (1 - covered[i]);
    }
    return all > 0 ? OptionalDouble.of(outside / all) : OptionalDouble.empty();
  }
}
