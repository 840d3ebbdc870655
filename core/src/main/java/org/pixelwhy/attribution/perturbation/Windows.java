package org.pixelwhy.attribution.perturbation;

import java.util.List;

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

  /** The pixels under the window at a position, in C order. */
  int[] pixels(int position) {
    int[] pixels = {0};
    int rest = position;
    int scale = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      int start = rest % steps[axis] * stride[axis];
      int end = Math.min(extents[axis], start + window[axis]);
      pixels = spread(pixels, start, end, scale);
      rest /= steps[axis];
      scale *= extents[axis];
    }
    return pixels;
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
