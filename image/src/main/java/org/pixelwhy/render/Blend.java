package org.pixelwhy.render;

/** Alpha compositing of single colours, not premultiplied (Porter and Duff 1984, "over"). */
final class Blend {
  private Blend() {}

  /** The colour seen where a layer's colour, its alpha times {@code opacity}, lies over another. */
  static int over(int below, int above, double opacity) {
    // Where one of them alone is seen, which is most often so, nothing need be computed.
    if (above >>> 24 == 0xff && opacity == 1) {
      return above;
    } else if (above >>> 24 == 0) {
      return below >>> 24 == 0 ? 0 : below;
    }
    double alphaAbove = (above >>> 24) / 255.0 * opacity;
    double alphaBelow = (below >>> 24) / 255.0 * (1 - alphaAbove);
    double alpha = alphaAbove + alphaBelow;
    if (alpha == 0) {
      return 0;
    }
    int color = (int) Math.round(255 * alpha) << 24;
    for (int shift = 0; shift <= 16; shift += 8) {
      double sum = alphaAbove * (above >> shift & 0xff) + alphaBelow * (below >> shift & 0xff);
      color |= (int) Math.round(sum / alpha) << shift;
    }
    return color;
  }

  /** A colour with another alpha, from 0 to 1. */
  static int withAlpha(int rgb, double alpha) {
    return (int) Math.round(255 * alpha) << 24 | rgb & 0xffffff;
  }

  /** Black or white, whichever differs more from a colour (relative luminance, ITU-R BT.709). */
  static int contrasting(int rgb) {
    double luminance =
        0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    return luminance > 0.18 ? 0x000000 : 0xffffff;
  }

  private static double linear(int channel) {
    return Math.pow((channel & 0xff) / 255.0, 2.2);
  }
}
