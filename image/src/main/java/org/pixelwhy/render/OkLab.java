package org.pixelwhy.render;

/**
 * OKLab, a space of colours in which equal steps look equal.
 *
 * <p>Ottosson 2020, "A perceptual color space for image processing".
 */
final class OkLab {
  private OkLab() {}

  /** The colour {@code 0xRRGGBB} of a lightness, a chroma and a hue in radians. */
  static int rgb(double lightness, double chroma, double hue) {
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
