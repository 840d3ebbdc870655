package org.pixelwhy.radiomics.texture;

import java.util.ArrayList;
import java.util.List;

/**
 * The directions to half of a voxel's neighbours, as steps along slices, rows, columns; the others
 * are their opposites.
 *
 * @param inSlice within a slice: four at distance 1
 * @param across to another slice: nine at distance 1
 */
record Directions(List<int[]> inSlice, List<int[]> across) {
  /** To the neighbours next to a voxel. */
  static final Directions NEAREST = at(1);

  /** To the voxels whose greatest distance along an axis is a number. */
  static Directions at(int distance) {
    List<int[]> inSlice = new ArrayList<>();
    List<int[]> across = new ArrayList<>();
    for (int slice = 0; slice <= distance; slice++) {
      for (int row = -distance; row <= distance; row++) {
        for (int column = -distance; column <= distance; column++) {
          int farthest = Math.max(slice, Math.max(Math.abs(row), Math.abs(column)));
          boolean ahead = slice > 0 || row > 0 || row == 0 && column > 0;
          if (farthest == distance && ahead) {
            (slice == 0 ? inSlice : across).add(new int[] {slice, row, column});
          }
        }
      }
    }
    return new Directions(List.copyOf(inSlice), List.copyOf(across));
  }

  /** All neighbours up to a distance, in both directions. */
  static int[][] neighbours(int distance, boolean inSpace) {
    List<int[]> all = new ArrayList<>();
    for (int d = 1; d <= distance; d++) {
      Directions directions = at(d);
      List<int[]> half = new ArrayList<>(directions.inSlice);
      if (inSpace) {
        half.addAll(directions.across);
      }
      for (int[] step : half) {
        all.add(step);
        all.add(new int[] {-step[0], -step[1], -step[2]});
      }
    }
    return all.toArray(int[][]::new);
  }
}
