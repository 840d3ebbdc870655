package org.pixelwhy.radiomics.texture;

import java.util.Arrays;
import org.pixelwhy.radiomics.texture.Zones.Found;
import org.pixelwhy.radiomics.voxels.Levels;

/** Finds zones: from each voxel that belongs to none yet to all that hang together with it. */
final class ZoneSearch {
  private final Levels region;
  private final int[] distances;
  private final int[] steps;

  /** Levels of the voxels that belong to no zone yet. */
  private final int[] left;

  /** The voxels of the zone that is being found. */
  private final int[] open;

  /**
   * Of a region.
   *
   * @param distances to the border of the shape
   * @param inSpace whether voxels of different slices are neighbours
   */
  ZoneSearch(Levels region, int[] distances, boolean inSpace) {
    this.region = region;
    this.distances = distances;
    this.steps =
        Arrays.stream(Directions.neighbours(1, inSpace))
            .mapToInt(region::offset)
            .sorted()
            .toArray();
    this.left = region.at().clone();
    this.open = new int[Math.max(1, region.voxels())];
  }

  /** The zones that begin in some slices. */
  Found search(int firstSlice, int endSlice) {
    Found found = new Found(new SizeMatrix(region.count()), new SizeMatrix(region.count()));
    int voxels = 0;
    for (int slice = firstSlice; slice < endSlice; slice++) {
      for (int row = 0; row < region.size()[1]; row++) {
        int line = region.line(slice, row);
        for (int i = line; i < line + region.size()[2]; i++) {
          if (left[i] > 0) {
            voxels += zone(i, found);
          }
        }
      }
    }
    found.sizes().addVoxels(voxels);
    found.distances().addVoxels(voxels);
    return found;
  }

  /** Takes a whole zone away, and says how many voxels it has. */
  private int zone(int start, Found found) {
    int level = left[start];
    int end = 0;
    int nearest = Integer.MAX_VALUE;
    left[start] = 0;
    open[end++] = start;
    for (int next = 0; next < end; next++) {
      int i = open[next];
      nearest = Math.min(nearest, distances[i]);
      for (int step : steps) {
        int neighbour = i + step;
        if (left[neighbour] == level) {
          left[neighbour] = 0;
          open[end++] = neighbour;
        }
      }
    }
    found.sizes().add(level, end);
    found.distances().add(level, nearest);
    return end;
  }
}
