package org.pixelwhy.render;

import java.util.Arrays;

/** A picture being drawn. */
final class Canvas {
  private final int height;
  private final int width;
  private final int[] argb;

  Canvas(long height, long width, int rgb) {
    this.argb = Picture.allocate(height, width);
    this.height = (int) height;
    this.width = (int) width;
    Arrays.fill(argb, Picture.OPAQUE | rgb);
  }

  /** The width of a text in pixels. */
  static int textWidth(String text, int scale) {
    return Math.max(0, Font.drawable(text).length() * Font.CELL_WIDTH - 1) * scale;
  }

  /** The height of a line of text in pixels, spacing included. */
  static int lineHeight(int scale) {
    return Font.CELL_HEIGHT * scale;
  }

  /** The text, if need be shortened in the middle to fit into a width in pixels. */
  static String shortened(String text, int room, int scale) {
    String drawable = Font.drawable(text);
    int most = Math.max(1, (room / scale + 1) / Font.CELL_WIDTH);
    if (drawable.length() <= most) {
      return drawable;
    }
    if (most <= 4) {
      return drawable.substring(0, most);
    }
    int head = (most - 2 + 1) / 2;
    int tail = most - 2 - head;
    return drawable.substring(0, head) + ".." + drawable.substring(drawable.length() - tail);
  }

  void text(String text, int top, int left, int scale, int rgb) {
    String drawable = Font.drawable(text);
    for (int i = 0; i < drawable.length(); i++) {
      for (int row = 0; row < Font.CELL_HEIGHT; row++) {
        for (int column = 0; column < Font.CELL_WIDTH; column++) {
          if (Font.dot(drawable.charAt(i), row, column)) {
            int x = left + (i * Font.CELL_WIDTH + column) * scale;
            fill(top + row * scale, x, scale, scale, rgb);
          }
        }
      }
    }
  }

  /** A rectangle; what lies beyond the edge is not drawn. */
  void fill(int top, int left, int rows, int columns, int rgb) {
    for (int y = Math.max(0, top); y < Math.min(height, top + rows); y++) {
      for (int x = Math.max(0, left); x < Math.min(width, left + columns); x++) {
        argb[y * width + x] = Picture.OPAQUE | rgb;
      }
    }
  }

  /** A picture that lies wholly inside. */
  void picture(Picture picture, int top, int left) {
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int place = (top + y) * width + left + x;
        argb[place] = Blend.over(argb[place], picture.at(y, x), 1);
      }
    }
  }

  Picture finish() {
    return new Picture(height, width, argb);
  }
}
