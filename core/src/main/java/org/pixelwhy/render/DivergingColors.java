package org.pixelwhy.render;

/**
 * A diverging colour table drawn in OKLab, a space in which equal steps look equal.
 *
 * <p>Ottosson 2020, "A perceptual color space for image processing".
 */
final class DivergingColors {
  private static final double BLUE = Math.toRadians(258);
  private static final double RED = Math.toRadians(27);
  private static final double LIGHTNESS_AT_ZERO = 0.97;
  private static final double LIGHTNESS_AT_END = 0.38;
  private static final double MOST_CHROMA = 0.15;

  private DivergingColors() {}

  /** 256 colours; entry 128 is zero, 1 and 255 are the ends, entry 0 repeats entry 1. */
  static int[] blueWhiteRed() {
    int[] colors = new int[256];
    for (int i = 0; i < 256; i++) {
      double signed = Math.max(-1, (i - 128) / 127.0);
      double magnitude = Math.abs(signed);
      double lightness = LIGHTNESS_AT_ZERO + magnitude * (LIGHTNESS_AT_END - LIGHTNESS_AT_ZERO);
      // Rises fast and falls a little, as far as both hues stay inside what screens can show.
      double chroma = MOST_CHROMA * Math.sin(Math.PI * 0.7 * magnitude);
      colors[i] = rgb(lightness, chroma, signed < 0 ? BLUE : RED);
    }
    return colors;
  }

  private static int rgb(double lightness, double chroma, double hue) {
    double a = chroma * Math.cos(hue);
    double b = chroma * Math.sin(hue);
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    int red = encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return red << 16 | green << 8 | blue;
  }

  private static double cube(double value) {
    return value * value * value;
  }

  /** From linear light to sRGB of 8 bits. */
  private static int encode(double linear) {
    double inside = Math.min(1, Math.max(0, linear));
    double gamma = inside <= 0.0031308 ? 12.92 * inside : 1.055 * Math.pow(inside, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * gamma);
  }
}
