package org.pixelwhy.render;

import java.text.Normalizer;

/**
 * A bitmap font for ASCII, drawn as text in {@code font.txt}: glyphs of 5 by 9 dots (baseline under
 * the seventh) in cells of 6 by 10.
 *
 * <p>Accents are dropped, some common signs replaced; any other character becomes an empty box.
 */
final class Font {
  static final int CELL_WIDTH = 6;
  static final int CELL_HEIGHT = 10;

  private static final int GLYPH_WIDTH = 5;
  private static final int GLYPH_HEIGHT = 9;
  private static final int GLYPHS_PER_BAND = 16;
  private static final char BOX = 127;
  private static final String SIGNS =
      "\u2212\u2013\u2014\u00d7\u00b5\u2026\u2018\u2019\u201c\u201d";
  private static final String ASCII_SIGNS = "---xu.''\"\"";
  private static final String[] ROWS = Resource.text("font.txt").strip().split("\\s*\n+");

  private Font() {}

  /** The text in characters that have a glyph. */
  static String drawable(String text) {
    StringBuilder drawable = new StringBuilder();
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    plain
        .codePoints()
        .forEach(
            c -> {
              int sign = SIGNS.indexOf(c);
              boolean ascii = c >= ' ' && c < BOX;
              drawable.append(ascii ? (char) c : sign >= 0 ? ASCII_SIGNS.charAt(sign) : BOX);
            });
    return drawable.toString();
  }

  /** Whether a dot of a drawable character is set. */
  static boolean dot(char character, int row, int column) {
    if (row >= GLYPH_HEIGHT || column >= GLYPH_WIDTH) {
      return false;
    }
    int number = character - ' ';
    String line = ROWS[number / GLYPHS_PER_BAND * GLYPH_HEIGHT + row];
    return line.charAt(number % GLYPHS_PER_BAND * CELL_WIDTH + column) == '#';
  }
}
