package org.pixelwhy.radiomics.shape;

import java.util.Arrays;

/** The Fourier transform along columns and rows of one slice. */
final class LineSpectra {
  /** Real and imaginary parts of deviations, members and squared deviations. */
  static final int PARTS = 6;

  private final Deviations deviations;
  private final Fourier[] axes;
  private final int slice;

  LineSpectra(Deviations deviations, Fourier[] axes, int slice) {
    this.deviations = deviations;
    this.axes = axes;
    this.slice = slice;
  }

  /**
   * Writes some frequencies along columns, for each all those along rows.
   *
   * @param kept for each part slices, columns from the first one on, rows
   */
  void keep(int first, int end, float[][] kept) {
    int rows = axes[1].length();
    double[][][] lines = new double[PARTS][end - first][rows];
    alongColumns(first, end, lines);
    for (int column = 0; column < end - first; column++) {
      int to = (slice * (end - first) + column) * rows;
      for (int part = 0; part < PARTS; part += 2) {
        double[] re = lines[part][column];
        double[] im = lines[part + 1][column];
        axes[1].transform(re, im);
        for (int row = 0; row < rows; row++) {
          kept[part][to + row] = (float) re[row];
          kept[part + 1][to + row] = (float) im[row];
        }
      }
    }
  }

  /** Two lines of real numbers are the parts of one complex one; their transforms come apart. */
  private void alongColumns(int first, int end, double[][][] lines) {
    int n = axes[2].length();
    double[] own = new double[n];
    double[] members = new double[n];
    double[] squares = new double[n];
    double[] none = new double[n];
    int columns = deviations.block().size()[2];
    for (int row = 0; row < deviations.block().size()[1]; row++) {
      if (!deviations.row(slice, row, own, members, squares)) {
        continue;
      }
      axes[2].transform(own, members);
      axes[2].transform(squares, none);
      for (int column = first; column < end; column++) {
        int to = column - first;
        int mirror = (n - column) % n;
        lines[0][to][row] = (own[column] + own[mirror]) / 2;
        lines[1][to][row] = (members[column] - members[mirror]) / 2;
        lines[2][to][row] = (members[column] + members[mirror]) / 2;
        lines[3][to][row] = (own[mirror] - own[column]) / 2;
        lines[4][to][row] = squares[column];
        lines[5][to][row] = none[column];
      }
      for (double[] line : new double[][] {own, members, squares, none}) {
        Arrays.fill(line, Math.min(columns, n), n, 0);
      }
      Arrays.fill(none, 0);
    }
  }
}
