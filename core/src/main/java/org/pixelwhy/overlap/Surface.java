package org.pixelwhy.overlap;

import org.pixelwhy.image.Mask;

/** The members of a mask with a neighbour along an axis outside of it or beyond the edge. */
final class Surface {
  private Surface() {}

  static Mask of(Mask mask) {
    int[] extents = mask.extents();
    return Mask.of(extents, i -> mask.get(i) && isAtSurface(mask, extents, i));
  }

  private static boolean isAtSurface(Mask mask, int[] extents, int pixel) {
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      int position = pixel / stride % extents[axis];
      if (position == 0
          || position == extents[axis] - 1
          || !mask.get(pixel - stride)
          || !mask.get(pixel + stride)) {
        return true;
      }
      stride *= extents[axis];
    }
    return false;
  }
}
