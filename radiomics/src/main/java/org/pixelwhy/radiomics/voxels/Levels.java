package org.pixelwhy.radiomics.voxels;

import java.util.Arrays;
import org.pixelwhy.radiomics.roi.Discretisation.Binning;

/**
 * The grey levels of a region.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param size slices, rows, columns of its bounding box
 * @param at the level of each voxel in C order, from 1; 0 is outside
 * @param count the greatest level there can be
 * @param voxels how many are not outside
 */
public record Levels(int[] size, int[] at, int count, int voxels) {
  /** The levels of the intensities that count. */
  public static Levels of(Block block, Binning binning) {
    int[] at = new int[block.values().length];
    int voxels = 0;
    for (int i = 0; i < at.length; i++) {
      if (block.counted()[i]) {
        at[i] = binning.level(block.values()[i]);
        voxels++;
      }
    }
    return new Levels(block.size(), at, binning.levels(), voxels);
  }

  /** One slice, as a volume of its own. */
  public Levels slice(int slice) {
    int area = size[1] * size[2];
    int[] own = Arrays.copyOfRange(at, slice * area, (slice + 1) * area);
    int voxels = 0;
    for (int level : own) {
      voxels += level > 0 ? 1 : 0;
    }
    return new Levels(new int[] {1, size[1], size[2]}, own, count, voxels);
  }
}
