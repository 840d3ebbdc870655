package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.pixelwhy.image.Mask;

/**
 * Positions of a shape on a picture: its upper left corner in every row and column that is a
 * multiple of the offset; at the right and lower edges it is cut off.
 *
 * @param height of the picture
 * @param width of the picture
 * @param offset pixels between neighbouring positions
 * @param stamp the shape, such as a circle
 */
record CircleGrid(int height, int width, int offset, Mask stamp) {
  int rows() {
    return (height + offset - 1) / offset;
  }

  int columns() {
    return (width + offset - 1) / offset;
  }

  int count() {
    return Math.multiplyExact(rows(), columns());
  }

  /** The pixels under the shape at a position; positions are numbered row by row. */
  int[] pixels(int position) {
    int top = position / columns() * offset;
    int left = position % columns() * offset;
    int[] members = stamp.indices();
    int[] pixels = new int[members.length];
    int count = 0;
    for (int member : members) {
      int row = top + member / stamp.width();
      int column = left + member % stamp.width();
      if (row < height && column < width) {
        pixels[count++] = row * width + column;
      }
    }
    return Arrays.copyOf(pixels, count);
  }

  /**
   * Paints the shapes in the order of their values, so that the largest is on top.
   *
   * @param values one for each position
   * @param ground what is seen where there is no shape
   */
  float[] paint(double[] values, double ground) {
    float[] picture = new float[height * width];
    Arrays.fill(picture, Float.NaN);
    for (int position = 0; position < values.length; position++) {
      float value = (float) values[position];
      for (int pixel : pixels(position)) {
        boolean over = Float.isNaN(picture[pixel]) || value > picture[pixel];
        picture[pixel] = over ? value : picture[pixel];
      }
    }
    for (int i = 0; i < picture.length; i++) {
      picture[i] = Float.isNaN(picture[i]) ? (float) ground : picture[i];
    }
    return picture;
  }

  /** The pixels under the shapes at some positions. */
  Mask under(IntPredicate positions) {
    boolean[] covered = new boolean[height * width];
    for (int position = 0; position < count(); position++) {
      if (positions.test(position)) {
        for (int pixel : pixels(position)) {
          covered[pixel] = true;
        }
      }
    }
    return Mask.of(new int[] {height, width}, i -> covered[i]);
  }
}
