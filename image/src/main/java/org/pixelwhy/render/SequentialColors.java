package org.pixelwhy.render;

/** Colour tables from near-white to one dark hue, drawn in {@link OkLab}. */
final class SequentialColors {
  private static final double LIGHTNESS_AT_ZERO = 0.98;
  private static final double LIGHTNESS_AT_END = 0.36;

  private SequentialColors() {}

  static int[] blues() {
    return table(255, 0.15);
  }

  static int[] greens() {
    return table(148, 0.13);
  }

  static int[] reds() {
    return table(27, 0.17);
  }

  /** 256 colours of a hue in degrees, with as much chroma as screens can show of it. */
  private static int[] table(double hue, double mostChroma) {
    int[] colors = new int[256];
    for (int i = 0; i < colors.length; i++) {
      double share = i / 255.0;
      double lightness = LIGHTNESS_AT_ZERO + share * (LIGHTNESS_AT_END - LIGHTNESS_AT_ZERO);
      double chroma = mostChroma * Math.sin(Math.PI * 0.75 * share);
      colors[i] = OkLab.rgb(lightness, chroma, Math.toRadians(hue));
    }
    return colors;
  }
}
