package org.pixelwhy.radiomics.texture;

import org.pixelwhy.radiomics.voxels.Block;

/**
 * How many steps along the axes lead from each voxel of a shape to the nearest one outside; the
 * border of the image is outside too. Exact for such steps by one sweep forth and one back.
 */
final class BorderDistance {
  private final int[] size;
  private final int[] distances;

  /** Of the shape in space, or of each slice by itself. */
  BorderDistance(Block block, boolean inSpace) {
    this.size = block.size();
    this.distances = new int[block.shape().length];
    int far = size[0] + size[1] + size[2];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = block.shape()[i] ? far : 0;
    }
    for (int i = 0; i < distances.length; i++) {
      shorten(i, -1, inSpace);
    }
    for (int i = distances.length - 1; i >= 0; i--) {
      shorten(i, 1, inSpace);
    }
  }

  private void shorten(int i, int direction, boolean inSpace) {
    if (distances[i] == 0) {
      return;
    }
    int slice = i / (size[1] * size[2]);
    int row = i / size[2] % size[1];
    int column = i % size[2];
    int least = at(column, 2, direction, i, 1);
    least = Math.min(least, at(row, 1, direction, i, size[2]));
    if (inSpace) {
      least = Math.min(least, at(slice, 0, direction, i, size[1] * size[2]));
    }
    distances[i] = Math.min(distances[i], least + 1);
  }

  private int at(int position, int axis, int direction, int i, int stride) {
    int next = position + direction;
    return next < 0 || next >= size[axis] ? 0 : distances[i + direction * stride];
  }

  /** In C order; 0 outside, 1 on the border. */
  int[] distances() {
    return distances;
  }
}
