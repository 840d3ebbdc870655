package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which the places of a regular grid are visited, in levels: first every 2^L-th place
 * along each axis, then those between at half the distance, down to all.
 *
 * @param places numbers of the places, in C order of the grid, by the time of their visit
 * @param ends the number of places that have been visited after each level
 */
record Lattice(int[] places, List<Integer> ends) {
  /** All places of a grid of some steps along each axis, in levels. */
  static Lattice of(int[] steps, int levels) {
    int count = 1;
    for (int extent : steps) {
      count = Math.multiplyExact(count, extent);
    }
    int[] places = new int[count];
    List<Integer> ends = new ArrayList<>();
    int visited = 0;
    for (int level = levels; level >= 0; level--) {
      for (int place = 0; place < count; place++) {
        if (isOf(place, steps, level) && (level == levels || !isOf(place, steps, level + 1))) {
          places[visited++] = place;
        }
      }
      ends.add(visited);
    }
    return new Lattice(places, ends);
  }

  /** How many levels there may be before shapes of an extent leave gaps between them. */
  static int levels(int extent, int stride) {
    int levels = 0;
    while ((stride << (levels + 1)) <= extent && levels < 16) {
      levels++;
    }
    return levels;
  }

  private static boolean isOf(int place, int[] steps, int level) {
    int rest = place;
    for (int axis = steps.length - 1; axis >= 0; axis--) {
      if (rest % steps[axis] % (1 << level) != 0) {
        return false;
      }
      rest /= steps[axis];
    }
    return true;
  }

  int count() {
    return places.length;
  }
}
