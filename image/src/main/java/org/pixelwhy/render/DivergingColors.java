package org.pixelwhy.render;

/** A diverging colour table drawn in {@link OkLab}. */
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
      colors[i] = OkLab.rgb(lightness, chroma, signed < 0 ? BLUE : RED);
    }
    return colors;
  }
}
