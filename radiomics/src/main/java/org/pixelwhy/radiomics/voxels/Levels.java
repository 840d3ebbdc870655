package org.pixelwhy.radiomics.voxels;

import org.pixelwhy.radiomics.roi.Discretisation.Binning;

/**
 * The grey levels of a region, with a border of zeros about its bounding box, so that neighbours
 * need not be looked for beyond it.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param size slices, rows, columns of the bounding box
 * @param border how wide the border is on each side: how far neighbours are, too
 * @param at the level of each voxel in C order, border and all, from 1; 0 is outside
 * @param count the greatest level there can be
 * @param voxels how many are not outside
 */
public record Levels(int[] size, int border, int[] at, int count, int voxels) {
  /**
   * The levels of the intensities that count.
   *
   * @param border how far neighbours are
   */
  public static Levels of(Block block, Binning binning, int border) {
    int[] size = block.size();
    int cells =
        Math.multiplyExact(
            Math.multiplyExact(size[0] + 2 * border, size[1] + 2 * border), size[2] + 2 * border);
    Levels empty = new Levels(size, border, new int[cells], binning.levels(), 0);
    int voxels = 0;
    for (int line = 0; line < size[0] * size[1]; line++) {
      int from = line * size[2];
      int to = empty.line(line / size[1], line % size[1]);
      for (int column = 0; column < size[2]; column++) {
        if (block.counted()[from + column]) {
          empty.at[to + column] = binning.level(block.values()[from + column]);
          voxels++;
        }
      }
    }
    return new Levels(size, border, empty.at, binning.levels(), voxels);
  }

  /** Where the first column of a row lies. */
  public int line(int slice, int row) {
    return ((slice + border) * (size[1] + 2 * border) + row + border) * (size[2] + 2 * border)
        + border;
  }

  /** How far a voxel some slices, rows and columns further lies. */
  public int offset(int[] step) {
    return (step[0] * (size[1] + 2 * border) + step[1]) * (size[2] + 2 * border) + step[2];
  }

  /** How many voxels of a slice are not outside. */
  public int voxels(int slice) {
    int voxels = 0;
    for (int row = 0; row < size[1]; row++) {
      int line = line(slice, row);
      for (int i = line; i < line + size[2]; i++) {
        voxels += at[i] > 0 ? 1 : 0;
      }
    }
    return voxels;
  }
}
