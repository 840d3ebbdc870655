package org.pixelwhy.radiomics.shape;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pixelwhy.radiomics.shape.SpatialAutocorrelation.WeightedPairs;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * Sums over pairs of voxels by Fourier transforms. A sum of {@code w(d) a(i) b(j)} over all pairs
 * at offset {@code d} is, over frequencies, that of {@code W conj(A) B}. The box is padded to twice
 * its extents, so that no offset wraps around.
 *
 * <p>Of real numbers half of the frequencies along columns tell all. They are taken in parts that
 * fit into memory, and the transform along slices is summed up line by line, never kept. Every sum
 * is made in one order, whatever the number of threads.
 */
final class FourierSums {
  /** Numbers that are kept at once. */
  private static final int MOST_KEPT = 1 << 26;

  /** Lines along slices that are read together, as many as lie side by side in memory. */
  private static final int TILE = 16;

  private final int[] size;
  private final Fourier[] axes;
  private final Deviations deviations;
  private final OffsetWeights weights;

  private FourierSums(Block block, double mean) {
    this.size = block.size();
    this.axes = new Fourier[3];
    double[] spacing = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      axes[axis] = new Fourier(size[axis] == 1 ? 1 : Fourier.powerOfTwo(2 * size[axis] - 1));
      spacing[axis] = PairSums.spacing(block, axis);
    }
    this.deviations = new Deviations(block, mean);
    this.weights = new OffsetWeights(axes, spacing);
  }

  static WeightedPairs of(Block block, double mean) {
    FourierSums sums = new FourierSums(block, mean);
    return sums.sum();
  }

  private WeightedPairs sum() {
    int half = axes[2].half();
    long each = (long) LineSpectra.PARTS * size[0] * axes[1].length();
    int part = (int) Math.max(1, Math.min(half, MOST_KEPT / each));
    double[] sums = new double[3];
    for (int first = 0; first < half; first += part) {
      add(sums, first, Math.min(half, first + part));
    }
    double n = (double) axes[0].length() * axes[1].length() * axes[2].length();
    double scale = deviations.scale() * deviations.scale();
    return new WeightedPairs(sums[0] / n, sums[1] / n * scale, 2 * (sums[2] - sums[1]) / n * scale);
  }

  /** Adds the sums over some of the frequencies along columns. */
  private void add(double[] sums, int first, int end) {
    float[][] kept = new float[LineSpectra.PARTS][size[0] * (end - first) * axes[1].length()];
    IntStream.range(0, size[0])
        .parallel()
        .forEach(slice -> new LineSpectra(deviations, axes, slice).keep(first, end, kept));
    double[][] own = new double[end - first][];
    IntStream.range(0, end - first)
        .parallel()
        .forEach(column -> own[column] = alongSlices(kept, column, end - first, first + column));
    for (double[] one : own) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += one[i];
      }
    }
  }

  /** The sums over all frequencies along slices and rows of one along columns. */
  private double[] alongSlices(float[][] kept, int at, int columns, int column) {
    int rows = axes[1].length();
    double[][] lines = new double[LineSpectra.PARTS][axes[0].length()];
    double[][][] tile = new double[Math.min(TILE, rows)][LineSpectra.PARTS][size[0]];
    double[] sums = new double[3];
    for (int row = 0; row < rows; row += tile.length) {
      read(kept, at * rows + row, columns * rows, tile);
      for (int k = 0; k < tile.length; k++) {
        for (int part = 0; part < lines.length; part += 2) {
          pad(tile[k][part], lines[part]);
          pad(tile[k][part + 1], lines[part + 1]);
          axes[0].transform(lines[part], lines[part + 1]);
        }
        add(lines, weights.line(Math.min(row + k, rows - row - k), column), sums);
      }
    }
    // What a frequency has, its negative has too.
    boolean own = column == 0 || 2 * column == axes[2].length();
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= own ? 1 : 2;
    }
    return sums;
  }

  private void read(float[][] kept, int first, int stride, double[][][] tile) {
    for (int part = 0; part < kept.length; part++) {
      for (int slice = 0; slice < size[0]; slice++) {
        int from = slice * stride + first;
        for (int k = 0; k < tile.length; k++) {
          tile[k][part][slice] = kept[part][from + k];
        }
      }
    }
  }

  private static void pad(double[] line, double[] padded) {
    System.arraycopy(line, 0, padded, 0, line.length);
    Arrays.fill(padded, line.length, padded.length, 0);
  }

  private void add(double[][] lines, int weight, double[] sums) {
    int n = axes[0].length();
    double pairs = 0;
    double products = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double w = weights.all()[weight + Math.min(i, n - i)];
      double aRe = lines[0][i];
      double aIm = lines[1][i];
      double mRe = lines[2][i];
      double mIm = lines[3][i];
      pairs += w * (mRe * mRe + mIm * mIm);
      products += w * (aRe * aRe + aIm * aIm);
      squares += w * (lines[4][i] * mRe + lines[5][i] * mIm);
    }
    sums[0] += pairs;
    sums[1] += products;
    sums[2] += squares;
  }
}
