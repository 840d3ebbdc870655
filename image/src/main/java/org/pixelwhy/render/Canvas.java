package org.pixelwhy.render;

import java.util.Arrays;
import java.util.List;

/** A picture being drawn. */
final class Canvas {
  static final int FONT_SIZE = 11;
  private static final int LINE = 13;

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
    return (int) Math.ceil(Lettering.width(text, FONT_SIZE * scale));
  }

  /** The height of a line of text in pixels, spacing included. */
  static int lineHeight(int scale) {
    return LINE * scale;
  }

  /** The text, if need be shortened in the middle to fit into a width in pixels. */
  static String shortened(String text, int room, int scale) {
    return Lettering.shortened(text, room, FONT_SIZE * scale);
  }

  void text(String text, int top, int left, int scale, int rgb) {
    int size = FONT_SIZE * scale;
    text(text, left, top + Math.round(Lettering.ASCENT * size), size, rgb);
  }

  /** A text whose letters stand on a baseline. */
  void text(String text, double left, double baseline, double size, int rgb) {
    int firstX = (int) Math.floor(left);
    int firstY = (int) Math.floor(baseline - size * 1.3);
    int columns = (int) Math.ceil(Lettering.width(text, size)) + 2;
    int rows = (int) Math.ceil(size * 1.7);
    List<double[]> rings = Lettering.rings(text, left - firstX, baseline - firstY, size);
    double[] covered = Coverage.fill(rings, rows, columns);
    cover(covered, firstY, firstX, columns, rgb);
  }

  /** A line along rings, {@code x, y, x, y, ...}. */
  void line(List<double[]> rings, double thickness, int rgb, double opacity) {
    double[] covered = Coverage.stroke(rings, thickness, height, width);
    for (int i = 0; i < covered.length; i++) {
      argb[i] = Blend.over(argb[i], Picture.OPAQUE | rgb, covered[i] * opacity);
    }
  }

  private void cover(double[] covered, int top, int left, int columns, int rgb) {
    for (int i = 0; i < covered.length; i++) {
      int y = top + i / columns;
      int x = left + i % columns;
      if (covered[i] > 0 && y >= 0 && y < height && x >= 0 && x < width) {
        int place = y * width + x;
        argb[place] = Blend.over(argb[place], Picture.OPAQUE | rgb, covered[i]);
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
