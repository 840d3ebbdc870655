package org.pixelwhy.data.folder;

import org.pixelwhy.image.Image;

/**
 * What the pixels of a mask hold.
 *
 * @param codes {@code [height, width]} in C order
 */
record CodeGrid(int height, int width, int[] codes) {
  private static final int[] ROWS = {-1, 0, 0, 1, -1, -1, 1, 1};
  private static final int[] COLUMNS = {0, -1, 1, 0, -1, 1, -1, 1};
  private static final int NONE = Integer.MIN_VALUE;

  /** The numbers of a mask of one channel; what is no whole number is cut off. */
  static CodeGrid numbers(Image image) {
    int[] codes = new int[image.height() * image.width()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) image.values()[i];
    }
    return new CodeGrid(image.height(), image.width(), codes);
  }

  /** The colours of a mask; grey counts for all three channels. */
  static CodeGrid colours(Image image) {
    int[] codes = new int[image.height() * image.width()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = colour(image, i);
    }
    return new CodeGrid(image.height(), image.width(), codes);
  }

  private static int colour(Image image, int pixel) {
    int plane = image.height() * image.width();
    int colour = 0;
    for (int channel = 0; channel < 3; channel++) {
      int at = Math.min(channel, image.channels() - 1) * plane + pixel;
      colour = colour << 8 | (int) image.values()[at] & 0xff;
    }
    return colour;
  }

  /** Whether the four neighbours of a pixel, as far as there are any, hold what it holds. */
  boolean isInterior(int pixel) {
    int code = codes[pixel];
    int column = pixel % width;
    return (column == 0 || codes[pixel - 1] == code)
        && (column == width - 1 || codes[pixel + 1] == code)
        && (pixel < width || codes[pixel - width] == code)
        && (pixel >= codes.length - width || codes[pixel + width] == code);
  }

  /** Whether what a pixel holds lies between what two of its eight neighbours hold. */
  boolean isBetween(int pixel, CodeKind kind) {
    for (int i = 1; i < ROWS.length; i++) {
      for (int j = 0; j < i; j++) {
        int a = neighbour(pixel, i);
        int b = neighbour(pixel, j);
        if (a != NONE && b != NONE && kind.isBetween(codes[pixel], a, b)) {
          return true;
        }
      }
    }
    return false;
  }

  private int neighbour(int pixel, int which) {
    int row = pixel / width + ROWS[which];
    int column = pixel % width + COLUMNS[which];
    return row < 0 || row >= height || column < 0 || column >= width
        ? NONE
        : codes[row * width + column];
  }
}
