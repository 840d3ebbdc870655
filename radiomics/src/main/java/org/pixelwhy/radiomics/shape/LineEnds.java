package org.pixelwhy.radiomics.shape;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.radiomics.voxels.Block;

/**
 * The first and the last voxel of a shape in each row, of which its hull is made. A mesh's hull is
 * that of the points half a voxel from voxel centres along each axis: those within the shape lie
 * between such as are on the mesh.
 */
final class LineEnds {
  private LineEnds() {}

  /** Their centres as slices, rows and columns in half voxels. */
  static List<int[]> of(Block block) {
    int[] size = block.size();
    List<int[]> ends = new ArrayList<>();
    for (int line = 0; line < size[0] * size[1]; line++) {
      int start = line * size[2];
      int first = 0;
      while (first < size[2] && !block.shape()[start + first]) {
        first++;
      }
      if (first < size[2]) {
        int last = size[2] - 1;
        while (!block.shape()[start + last]) {
          last--;
        }
        ends.add(new int[] {2 * (line / size[1]), 2 * (line % size[1]), 2 * first});
        if (last > first) {
          ends.add(new int[] {2 * (line / size[1]), 2 * (line % size[1]), 2 * last});
        }
      }
    }
    return ends;
  }
}
