package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A window that moves over an image in equal steps, along each axis until nothing is left; the last
 * position is cut off by the edge.
 */
final class Windows {
  private final int[] extents;
  private final int[] window;
  private final int[] stride;
  private final int[] steps;
  private final int count;

  Windows(int[] extents, List<Integer> window, List<Integer> stride) {
    int axes = extents.length;
    this.extents = extents.clone();
    this.window = perAxis(window, axes);
    this.stride = perAxis(stride, axes);
    this.steps = new int[axes];
    int product = 1;
    for (int axis = 0; axis < axes; axis++) {
      int rest = Math.max(0, extents[axis] - this.window[axis]);
      steps[axis] = (rest + this.stride[axis] - 1) / this.stride[axis] + 1;
      product = Math.multiplyExact(product, steps[axis]);
    }
    this.count = product;
  }

  private static int[] perAxis(List<Integer> numbers, int axes) {
    int[] result = new int[axes];
    for (int axis = 0; axis < axes; axis++) {
      result[axis] = numbers.get(numbers.size() == 1 ? 0 : axis);
    }
    return result;
  }

  /** Number of positions. */
  int count() {
    return count;
  }

  /** The extents of a window. */
  int[] extents() {
    int[] inside = new int[window.length];
    Arrays.setAll(inside, axis -> Math.min(window[axis], extents[axis]));
    return inside;
  }

  /** Pixels between windows along each axis. */
  int[] stride() {
    return stride.clone();
  }

  /** Number of positions along each axis. */
  int[] steps() {
    return steps.clone();
  }

  /** How often the distance of positions may be doubled before windows leave gaps. */
  int levels() {
    int levels = Integer.MAX_VALUE;
    for (int axis = 0; axis < extents.length; axis++) {
      levels = Math.min(levels, Lattice.levels(window[axis], stride[axis]));
    }
    return levels;
  }

  /** The pixels under the window at a position, in C order. */
  int[] pixels(int position) {
    return pixels(position, 1);
  }

  /**
   * The pixels of the smallest box around a block of windows.
   *
   * @param position of its first window
   * @param side number of its windows along each axis, as far as there are any
   */
  int[] pixels(int position, int side) {
    int[] pixels = {0};
    int rest = position;
    int scale = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      int first = rest % steps[axis];
      int last = Math.min(first + side, steps[axis]) - 1;
      int end = Math.min(extents[axis], last * stride[axis] + window[axis]);
      pixels = spread(pixels, first * stride[axis], end, scale);
      rest /= steps[axis];
      scale *= extents[axis];
    }
    return pixels;
  }

  /** The first windows of blocks of windows, and for each window the number of its block. */
  record Blocks(int[] first, int[] of) {}

  /**
   * Divides the windows into blocks.
   *
   * @param side number of windows along each axis
   */
  Blocks blocks(int side) {
    int[] of = new int[count];
    List<Integer> first = new ArrayList<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int position = 0; position < count; position++) {
      int corner = corner(position, side);
      if (corner == position) {
        numbers.put(corner, first.size());
        first.add(corner);
      }
      of[position] = numbers.get(corner);
    }
    return new Blocks(first.stream().mapToInt(Integer::intValue).toArray(), of);
  }

  /** The first window of a window's block, which comes before all others of it. */
  private int corner(int position, int side) {
    int corner = 0;
    int rest = position;
    int scale = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      corner += rest % steps[axis] / side * side * scale;
      rest /= steps[axis];
      scale *= steps[axis];
    }
    return corner;
  }

  /** Every offset, moved to each position from start to end of an axis. */
  private static int[] spread(int[] offsets, int start, int end, int scale) {
    int[] result = new int[offsets.length * (end - start)];
    int next = 0;
    for (int place = start; place < end; place++) {
      for (int offset : offsets) {
        result[next++] = offset + place * scale;
      }
    }
    return result;
  }
}
