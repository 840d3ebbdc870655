package org.pixelwhy.radiomics.shape;

import org.pixelwhy.radiomics.voxels.Block;

/**
 * How far intensities lie from their mean, scaled to be near 1: transforms are kept as floats.
 *
 * @param block with at least one intensity that counts
 * @param mean of the intensities that count
 * @param scale the greatest distance to the mean
 */
record Deviations(Block block, double mean, double scale) {
  Deviations(Block block, double mean) {
    this(block, mean, scale(block, mean));
  }

  private static double scale(Block block, double mean) {
    double greatest = 0;
    for (int i = 0; i < block.values().length; i++) {
      if (block.counted()[i]) {
        greatest = Math.max(greatest, Math.abs(block.values()[i] - mean));
      }
    }
    return greatest == 0 ? 1 : greatest;
  }

  /**
   * Writes a row.
   *
   * @param own becomes the deviations, 0 outside
   * @param members becomes 1 where an intensity counts, 0 elsewhere
   * @param squares becomes the squared deviations, 0 outside
   * @return false where none counts, and nothing is written
   */
  boolean row(int slice, int row, double[] own, double[] members, double[] squares) {
    int columns = block.size()[2];
    int start = (slice * block.size()[1] + row) * columns;
    boolean any = false;
    for (int column = 0; column < columns; column++) {
      any |= block.counted()[start + column];
    }
    for (int column = 0; column < columns && any; column++) {
      boolean counts = block.counted()[start + column];
      double deviation = counts ? (block.values()[start + column] - mean) / scale : 0;
      own[column] = deviation;
      members[column] = counts ? 1 : 0;
      squares[column] = deviation * deviation;
    }
    return any;
  }
}
