package org.pixelwhy.radiomics.shape;

import org.pixelwhy.radiomics.shape.SpatialAutocorrelation.WeightedPairs;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * Sums over pairs of voxels by Fourier transforms. A sum of {@code w(d) a(i) b(j)} over all pairs
 * at offset {@code d} is, over frequencies, that of {@code W conj(A) B}. The box is padded to twice
 * its extents, so that no offset wraps around. Distances to the mean are scaled to be near 1, as
 * the transform keeps floats.
 */
final class FourierSums {
  private final int[] size;
  private final float[] re;
  private final float[] im;

  private FourierSums(int[] size) {
    this.size = size;
    int cells = Math.multiplyExact(Math.multiplyExact(size[0], size[1]), size[2]);
    this.re = new float[cells];
    this.im = new float[cells];
  }

  static WeightedPairs of(Block block, double mean) {
    int[] padded = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      padded[axis] = block.size()[axis] == 1 ? 1 : Fourier.powerOfTwo(2 * block.size()[axis] - 1);
    }
    double scale = scale(block, mean);
    // Two real arrays are the parts of one complex one; their transforms come apart again.
    FourierSums first = new FourierSums(padded);
    FourierSums second = new FourierSums(padded);
    first.fill(block, (i) -> (block.values()[i] - mean) / scale, i -> 1);
    second.fill(block, i -> sq((block.values()[i] - mean) / scale), i -> 0);
    second.weigh(block);
    Fourier.transform(first.re, first.im, padded);
    Fourier.transform(second.re, second.im, padded);
    return first.sums(second, scale);
  }

  private static double sq(double x) {
    return x * x;
  }

  private static double scale(Block block, double mean) {
    double greatest = 0;
    for (double intensity : block.intensities()) {
      greatest = Math.max(greatest, Math.abs(intensity - mean));
    }
    return greatest == 0 ? 1 : greatest;
  }

  private interface Cell {
    double of(int index);
  }

  private void fill(Block block, Cell real, Cell imaginary) {
    int[] own = block.size();
    for (int i = 0; i < block.values().length; i++) {
      if (block.counted()[i]) {
        int slice = i / (own[1] * own[2]);
        int row = i / own[2] % own[1];
        int at = (slice * size[1] + row) * size[2] + i % own[2];
        re[at] = (float) real.of(i);
        im[at] = (float) imaginary.of(i);
      }
    }
  }

  /** The weight of each offset as imaginary part; negative offsets lie at the far end. */
  private void weigh(Block block) {
    for (int s = 0; s < size[0]; s++) {
      for (int r = 0; r < size[1]; r++) {
        double plane =
            sq(offset(s, 0) * PairSums.spacing(block, 0))
                + sq(offset(r, 1) * PairSums.spacing(block, 1));
        for (int c = 0; c < size[2]; c++) {
          double square = plane + sq(offset(c, 2) * PairSums.spacing(block, 2));
          im[(s * size[1] + r) * size[2] + c] = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
        }
      }
    }
  }

  private int offset(int position, int axis) {
    return Math.min(position, size[axis] - position);
  }

  /** Of two transforms: distances and members, squares and weights. */
  private WeightedPairs sums(FourierSums other, double scale) {
    double weights = 0;
    double products = 0;
    double squares = 0;
    for (int s = 0; s < size[0]; s++) {
      for (int r = 0; r < size[1]; r++) {
        for (int c = 0; c < size[2]; c++) {
          int k = (s * size[1] + r) * size[2] + c;
          int m =
              ((size[0] - s) % size[0] * size[1] + (size[1] - r) % size[1]) * size[2]
                  + (size[2] - c) % size[2];
          // For z = a + i b of real a and b: A = (Z(k) + conj Z(-k)) / 2, B = (Z(k) - conj Z(-k)) /
          // 2i.
          double aRe = (re[k] + re[m]) / 2.0;
          double aIm = (im[k] - im[m]) / 2.0;
          double bRe = (im[k] + im[m]) / 2.0;
          double bIm = (re[m] - re[k]) / 2.0;
          double qRe = (other.re[k] + other.re[m]) / 2.0;
          double qIm = (other.im[k] - other.im[m]) / 2.0;
          // Weights are even, so that their transform is real.
          double w = (other.im[k] + other.im[m]) / 2.0;
          products += w * (aRe * aRe + aIm * aIm);
          weights += w * (bRe * bRe + bIm * bIm);
          squares += w * (qRe * bRe + qIm * bIm);
        }
      }
    }
    double n = re.length;
    return new WeightedPairs(
        weights / n, products / n * scale * scale, 2 * (squares - products) / n * scale * scale);
  }
}
