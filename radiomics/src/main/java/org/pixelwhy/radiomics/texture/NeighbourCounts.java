package org.pixelwhy.radiomics.texture;

import java.util.Arrays;
import org.pixelwhy.radiomics.texture.Neighbourhoods.Found;
import org.pixelwhy.radiomics.voxels.Levels;

/**
 * Looks at the neighbours of all voxels, row by row and one neighbour of all voxels after the
 * other: without a condition, so that many voxels are looked at in one instruction.
 */
final class NeighbourCounts {
  private final Levels region;
  private final int coarseness;
  private final int[] steps;

  /** Of a row: how many neighbours there are, the sum of their levels, how many are alike. */
  private final int[] neighbours;

  private final int[] sums;
  private final int[] alike;

  /**
   * Of a region.
   *
   * @param coarseness by how much the levels of neighbours that depend on each other may differ
   * @param inSpace whether voxels of different slices are neighbours
   */
  NeighbourCounts(Levels region, int coarseness, boolean inSpace) {
    this.region = region;
    this.coarseness = coarseness;
    // The border is as wide as neighbours are far.
    this.steps =
        Arrays.stream(Directions.neighbours(region.border(), inSpace))
            .mapToInt(region::offset)
            .toArray();
    int columns = region.size()[2];
    this.neighbours = new int[columns];
    this.sums = new int[columns];
    this.alike = new int[columns];
  }

  /** The matrices of the voxels of some slices. */
  Found look(int firstSlice, int endSlice) {
    Found found = new Found(new ToneDifference(region.count()), new SizeMatrix(region.count()));
    int columns = region.size()[2];
    int voxels = 0;
    for (int slice = firstSlice; slice < endSlice; slice++) {
      for (int row = 0; row < region.size()[1]; row++) {
        int line = region.line(slice, row);
        count(line);
        for (int column = 0; column < columns; column++) {
          int level = region.at()[line + column];
          if (level > 0) {
            voxels++;
            // The voxel itself is one of those that are counted here.
            found.dependences().add(level, alike[column] + 1);
            if (neighbours[column] > 0) {
              found
                  .tones()
                  .add(level, Math.abs(level - (double) sums[column] / neighbours[column]));
            }
          }
        }
      }
    }
    found.dependences().addVoxels(voxels);
    return found;
  }

  private void count(int line) {
    Arrays.fill(neighbours, 0);
    Arrays.fill(sums, 0);
    Arrays.fill(alike, 0);
    for (int step : steps) {
      add(region.at(), line, line + step);
    }
  }

  private void add(int[] at, int line, int other) {
    for (int i = 0; i < neighbours.length; i++) {
      int level = at[other + i];
      // 1 of a level, 0 outside: the sign of its negative.
      int there = -level >>> 31;
      int distance = Math.abs(level - at[line + i]);
      neighbours[i] += there;
      sums[i] += level;
      alike[i] += there & (distance - coarseness - 1) >>> 31;
    }
  }
}
