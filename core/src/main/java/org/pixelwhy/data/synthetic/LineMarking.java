package org.pixelwhy.data.synthetic;

import java.util.Arrays;
import java.util.Random;
import org.pixelwhy.image.Mask;

/**
 * A texture of line segments at 135 degrees (from the upper left to the lower right) of random
 * positions and intensities, all over objects.
 *
 * @param lines pixels that are drawn on, in the objects
 * @param greys of every pixel, 0 to 255, of which those of the lines count
 */
record LineMarking(Mask lines, int[] greys) {
  private static final double SEGMENTS_PER_PIXEL = 1 / 30.0;
  private static final int NONE = -1;

  /** Draws lines of 5 to 10 pixels, each bright or dark; where two cross, the later is seen. */
  static LineMarking draw(Mask objects, Random random) {
    int[] pixels = objects.indices();
    int[] greys = new int[objects.size()];
    Arrays.fill(greys, NONE);
    int segments = (int) Math.round(SEGMENTS_PER_PIXEL * pixels.length);
    for (int i = 0; i < segments; i++) {
      int start = pixels[random.nextInt(pixels.length)];
      int length = 5 + random.nextInt(6);
      int grey = random.nextBoolean() ? 190 + random.nextInt(66) : random.nextInt(50);
      for (int step = 0; step < length; step++) {
        int row = start / objects.width() + step;
        int column = start % objects.width() + step;
        boolean exists = row < objects.height() && column < objects.width();
        if (exists && objects.get(row, column)) {
          greys[row * objects.width() + column] = grey;
        }
      }
    }
    return new LineMarking(Mask.of(objects.extents(), p -> greys[p] != NONE), greys);
  }
}
