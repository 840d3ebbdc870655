package org.pixelwhy.render;

import org.pixelwhy.image.Image;

/** From an image's values to displayed colours. */
final class ImageDisplay {
  private ImageDisplay() {}

  static Picture picture(Image image) {
    int shown = shown(image);
    int pixels = image.height() * image.width();
    float low = 0;
    float high = 255;
    if (image.range() != 255) {
      low = Float.POSITIVE_INFINITY;
      high = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < shown * pixels; i++) {
        float value = image.values()[i];
        if (Float.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return picture(image, low, high);
  }

  private static int shown(Image image) {
    return image.channels() == 3 ? 3 : 1;
  }

  /** The low end becomes black, the high one white; the other way round of what is inverted. */
  static Picture picture(Image image, double low, double high) {
    int shown = shown(image);
    int pixels = image.height() * image.width();
    int[] argb = Picture.allocate(image.height(), image.width());
    double dark = image.field().inverted() ? high : low;
    double bright = image.field().inverted() ? low : high;
    for (int i = 0; i < pixels; i++) {
      int red = level(image.values()[i], dark, bright);
      int green = shown == 3 ? level(image.values()[pixels + i], dark, bright) : red;
      int blue = shown == 3 ? level(image.values()[2 * pixels + i], dark, bright) : red;
      argb[i] = Picture.OPAQUE | red << 16 | green << 8 | blue;
    }
    return new Picture(image.height(), image.width(), argb);
  }

  /** In double arithmetic, because {@code bright - dark} of two floats may overflow. */
  private static int level(float value, double dark, double bright) {
    if (!Float.isFinite(value)) {
      return 0;
    }
    double fraction = bright != dark ? (value - dark) / (bright - dark) : 0.5;
    return (int) Math.round(255 * Math.min(1, Math.max(0, fraction)));
  }
}
