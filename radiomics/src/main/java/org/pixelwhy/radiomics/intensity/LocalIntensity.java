package org.pixelwhy.radiomics.intensity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Axes;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * Means over balls of one cubic centimetre. All voxels of the image count whose centre lies in the
 * ball, members of the region or not; those that are not finite do not. In a picture the ball is a
 * disc of the same radius.
 */
public final class LocalIntensity {
  /** Of a ball of one cubic centimetre, in millimetres. */
  private static final double RADIUS = 10 * Math.cbrt(3 / (4 * Math.PI));

  static final Formulas<LocalIntensity> FORMULAS =
      new Formulas<LocalIntensity>()
          .value("loc_int_local_peak", l -> Value.of(l.peakAtMaximum()))
          .value("loc_int_global_peak", l -> Value.of(l.greatestPeak()));

  private final Roi roi;
  private final int[] size;
  private final double[] spacing;
  private final double[] sums;
  private final int[] counts;
  private final int[][] ball;

  private LocalIntensity(Roi roi, double[] spacing) {
    this.roi = roi;
    Axes axes = roi.image().axes();
    this.size = Block.volume(axes.extents());
    this.spacing = spacing;
    this.ball = ball();
    float[] values = roi.image().values();
    int lines = size[0] * size[1];
    // Running sums along each row, so that a ball is a difference for each row that it meets.
    this.sums = new double[lines * (size[2] + 1)];
    this.counts = new int[sums.length];
    for (int line = 0; line < lines; line++) {
      int at = line * (size[2] + 1);
      for (int column = 0; column < size[2]; column++) {
        float value = values[line * size[2] + column];
        boolean finite = Float.isFinite(value);
        sums[at + column + 1] = sums[at + column] + (finite ? value : 0);
        counts[at + column + 1] = counts[at + column] + (finite ? 1 : 0);
      }
    }
  }

  /**
   * Both of them.
   *
   * @param roi with at least one intensity that counts, all finite
   * @param spacing of slices, rows and columns in millimetres; of a picture the first counts not
   */
  public static List<Measurement> measure(Roi roi, double[] spacing) {
    return FORMULAS.of(new LocalIntensity(roi, spacing));
  }

  /** Both undefined. */
  public static List<Measurement> undefined(String reason) {
    return FORMULAS.undefined(Optional.empty(), reason);
  }

  /** The greatest of the means about the voxels of the greatest intensity. */
  private double peakAtMaximum() {
    float[] values = roi.image().values();
    double max = Double.NEGATIVE_INFINITY;
    for (int i : roi.intensities().indices()) {
      max = Math.max(max, values[i]);
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int i : roi.intensities().indices()) {
      if (values[i] == max) {
        most = Math.max(most, meanAbout(i));
      }
    }
    return most;
  }

  private double greatestPeak() {
    double most = Double.NEGATIVE_INFINITY;
    for (int i : roi.intensities().indices()) {
      most = Math.max(most, meanAbout(i));
    }
    return most;
  }

  private double meanAbout(int index) {
    int slice = index / (size[1] * size[2]);
    int row = index / size[2] % size[1];
    int column = index % size[2];
    double sum = 0;
    int count = 0;
    for (int[] line : ball) {
      int s = slice + line[0];
      int r = row + line[1];
      if (s >= 0 && s < size[0] && r >= 0 && r < size[1]) {
        int start = (s * size[1] + r) * (size[2] + 1);
        int first = start + Math.max(0, column - line[2]);
        int end = start + Math.min(size[2], column + line[2] + 1);
        sum += sums[end] - sums[first];
        count += counts[end] - counts[first];
      }
    }
    return sum / count;
  }

  /** The rows that a ball meets: steps to their slice and row, and how far it reaches in them. */
  private int[][] ball() {
    List<int[]> lines = new ArrayList<>();
    int slices = roi.isVolume() ? reach(0, RADIUS * RADIUS) : 0;
    for (int s = -slices; s <= slices; s++) {
      double left = RADIUS * RADIUS - (s == 0 ? 0 : square(s * spacing[0]));
      int rows = reach(1, left);
      for (int r = -rows; r <= rows; r++) {
        lines.add(new int[] {s, r, reach(2, left - square(r * spacing[1]))});
      }
    }
    return lines.toArray(int[][]::new);
  }

  /** How many steps along an axis stay within a squared distance. */
  private int reach(int axis, double square) {
    return (int) Math.floor(Math.sqrt(Math.max(0, square)) / spacing[axis] + 1e-9);
  }

  private static double square(double x) {
    return x * x;
  }
}
