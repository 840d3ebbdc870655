package org.pixelwhy.radiomics.intensity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  static final Formulas<Peaks> FORMULAS =
      new Formulas<Peaks>()
          .value("loc_int_local_peak", peaks -> Value.of(peaks.atMaximum))
          .value("loc_int_global_peak", peaks -> Value.of(peaks.greatest));

  private final Roi roi;
  private final int[] size;
  private final double[] spacing;
  private final int[][] ball;

  /** How far a ball reaches along columns. */
  private final int reach;

  private final int width;

  /** Running sums of intensities and of how many there are along each row, with a margin. */
  private final double[] sums;

  private final int[] counts;

  /**
   * Means about voxels.
   *
   * @param maximum the greatest intensity
   * @param atMaximum the greatest mean about a voxel that has it
   * @param greatest the greatest mean
   */
  private record Peaks(double maximum, double atMaximum, double greatest) {
    private static final Peaks NONE =
        new Peaks(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    Peaks and(Peaks other) {
      double both = Math.max(maximum, other.maximum);
      return new Peaks(
          both,
          Math.max(
              maximum == both ? atMaximum : Double.NEGATIVE_INFINITY,
              other.maximum == both ? other.atMaximum : Double.NEGATIVE_INFINITY),
          Math.max(greatest, other.greatest));
    }
  }

  private LocalIntensity(Roi roi, double[] spacing) {
    this.roi = roi;
    this.size = Block.volume(roi.image().axes().extents());
    this.spacing = spacing;
    this.ball = ball();
    int farthest = 0;
    for (int[] line : ball) {
      farthest = Math.max(farthest, line[2]);
    }
    this.reach = Math.min(farthest, size[2]);
    this.width = size[2] + 1 + 2 * reach;
    int lines = size[0] * size[1];
    // So that a ball is a difference for each row that it meets.
    this.sums = new double[Math.multiplyExact(lines, width)];
    this.counts = new int[sums.length];
    for (int line = 0; line < lines; line++) {
      add(line);
    }
  }

  private void add(int line) {
    float[] values = roi.image().values();
    int at = line * width + reach;
    for (int column = 0; column < size[2]; column++) {
      float value = values[line * size[2] + column];
      boolean finite = Float.isFinite(value);
      sums[at + column + 1] = sums[at + column] + (finite ? value : 0);
      counts[at + column + 1] = counts[at + column] + (finite ? 1 : 0);
    }
    Arrays.fill(sums, at + size[2] + 1, at + size[2] + 1 + reach, sums[at + size[2]]);
    Arrays.fill(counts, at + size[2] + 1, at + size[2] + 1 + reach, counts[at + size[2]]);
  }

  /**
   * Both of them.
   *
   * @param roi with at least one intensity that counts, all finite
   * @param spacing of slices, rows and columns in millimetres; of a picture the first counts not
   */
  public static List<Measurement> measure(Roi roi, double[] spacing) {
    return FORMULAS.of(new LocalIntensity(roi, spacing).peaks());
  }

  /** Both undefined. */
  public static List<Measurement> undefined(String reason) {
    return FORMULAS.undefined(Optional.empty(), reason);
  }

  private Peaks peaks() {
    return IntStream.range(0, size[0] * size[1])
        .parallel()
        .mapToObj(this::peaks)
        .reduce(Peaks.NONE, Peaks::and);
  }

  /** Those of one row. */
  private Peaks peaks(int line) {
    int start = line * size[2];
    int first = 0;
    while (first < size[2] && !roi.intensities().get(start + first)) {
      first++;
    }
    if (first == size[2]) {
      return Peaks.NONE;
    }
    int last = size[2] - 1;
    while (!roi.intensities().get(start + last)) {
      last--;
    }
    double[] sum = new double[last - first + 1];
    int[] count = new int[sum.length];
    about(line, first, sum, count);
    Peaks peaks = Peaks.NONE;
    for (int i = 0; i < sum.length; i++) {
      if (roi.intensities().get(start + first + i)) {
        double mean = sum[i] / count[i];
        double value = roi.image().values()[start + first + i];
        // Most voxels change nothing.
        if (mean > peaks.greatest || value >= peaks.maximum) {
          peaks = peaks.and(new Peaks(value, mean, mean));
        }
      }
    }
    return peaks;
  }

  /** Sums over the balls about some voxels of a row that follow each other. */
  private void about(int line, int first, double[] sum, int[] count) {
    int slice = line / size[1];
    int row = line % size[1];
    for (int[] chord : ball) {
      int s = slice + chord[0];
      int r = row + chord[1];
      if (s >= 0 && s < size[0] && r >= 0 && r < size[1]) {
        int far = Math.min(chord[2], reach);
        int low = (s * size[1] + r) * width + reach + first - far;
        addDifferences(sums, low, low + 2 * far + 1, sum);
        addDifferences(counts, low, low + 2 * far + 1, count);
      }
    }
  }

  private static void addDifferences(double[] from, int low, int high, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[high + i] - from[low + i];
    }
  }

  private static void addDifferences(int[] from, int low, int high, int[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[high + i] - from[low + i];
    }
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
