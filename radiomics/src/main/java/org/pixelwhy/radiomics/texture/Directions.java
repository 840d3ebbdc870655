package org.pixelwhy.radiomics.texture;

import java.util.ArrayList;
import java.util.List;

/** The directions to half of a voxel's neighbours; the others are their opposites. */
final class Directions {
  /** Four within a slice, each as steps along slices, rows, columns. */
  static final List<int[]> IN_SLICE =
      List.of(new int[] {0, 0, 1}, new int[] {0, 1, -1}, new int[] {0, 1, 0}, new int[] {0, 1, 1});

  /** Nine to the next slice. */
  static final List<int[]> ACROSS = across();

  private Directions() {}

  private static List<int[]> across() {
    List<int[]> all = new ArrayList<>();
    for (int row = -1; row <= 1; row++) {
      for (int column = -1; column <= 1; column++) {
        all.add(new int[] {1, row, column});
      }
    }
    return List.copyOf(all);
  }

  /** All neighbours in both directions. */
  static int[][] neighbours(boolean inSpace) {
    List<int[]> all = new ArrayList<>();
    List<int[]> half = new ArrayList<>(IN_SLICE);
    if (inSpace) {
      half.addAll(ACROSS);
    }
    for (int[] step : half) {
      all.add(step);
      all.add(new int[] {-step[0], -step[1], -step[2]});
    }
    return all.toArray(int[][]::new);
  }
}
