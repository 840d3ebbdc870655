package org.pixelwhy.radiomics.texture;

import org.pixelwhy.radiomics.voxels.Block;
import org.pixelwhy.radiomics.voxels.Levels;

/**
 * How many steps along the axes lead from each voxel of a shape to the nearest one outside; the
 * border of the image is outside too. Exact for such steps by one sweep forth and one back.
 */
final class BorderDistance {
  private final int[] distances;
  private final int[] steps;

  /**
   * Of the shape in space, or of each slice by itself.
   *
   * @param levels of the same box, whose places distances have
   */
  BorderDistance(Block block, Levels levels, boolean inSpace) {
    int[] size = block.size();
    this.distances = new int[levels.at().length];
    this.steps =
        new int[] {
          1, levels.offset(new int[] {0, 1, 0}), inSpace ? levels.offset(new int[] {1, 0, 0}) : 1
        };
    int far = size[0] + size[1] + size[2];
    for (int line = 0; line < size[0] * size[1]; line++) {
      int start = levels.line(line / size[1], line % size[1]);
      for (int column = 0; column < size[2]; column++) {
        distances[start + column] = block.shape()[line * size[2] + column] ? far : 0;
      }
    }
    // Beyond the box there is nothing but zeros.
    for (int i = 0; i < distances.length; i++) {
      shorten(i, -1);
    }
    for (int i = distances.length - 1; i >= 0; i--) {
      shorten(i, 1);
    }
  }

  private void shorten(int i, int direction) {
    int own = distances[i];
    if (own > 0) {
      int least = distances[i + direction * steps[0]];
      least = Math.min(least, distances[i + direction * steps[1]]);
      least = Math.min(least, distances[i + direction * steps[2]]);
      distances[i] = Math.min(own, least + 1);
    }
  }

  /** At the places of the levels; 0 outside, 1 on the border. */
  int[] distances() {
    return distances;
  }
}
