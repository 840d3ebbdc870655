package org.pixelwhy.render;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The font of pictures: outlines of Liberation Sans, whose letters are as wide as those of Arial
 * and Helvetica. It travels as text, needs no font of the machine, and gives the same pixels
 * everywhere.
 *
 * <p>There are Latin, Greek and Cyrillic letters and usual signs; accents are dropped where a
 * letter with its accent is not there, and any other character becomes an empty box.
 */
public final class Lettering {
  /** How far letters reach above the baseline, as a part of the size. */
  static final double ASCENT = 0.905;

  private static final double UNITS = 2048;
  private static final int STEPS_PER_CURVE = 6;
  private static final char BOX = '\u25a1';
  private static final Glyph BOX_GLYPH =
      new Glyph(1300, "m150 0l0 1400l1000 0l0-1400zm100 100l800 0l0 1200l-800 0z");
  private static final Map<Integer, Glyph> GLYPHS = read(Resource.text("letters.txt"));

  /**
   * A letter.
   *
   * @param advance how far on the next one begins
   * @param path relative commands m, l, q and z, y upwards
   */
  private record Glyph(int advance, String path) {}

  private Lettering() {}

  private static Map<Integer, Glyph> read(String text) {
    Map<Integer, Glyph> glyphs = new HashMap<>();
    for (String line : text.split("\n")) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" ", 3);
        glyphs.put(Integer.parseInt(parts[0], 16), new Glyph(Integer.parseInt(parts[1]), parts[2]));
      }
    }
    glyphs.put((int) BOX, BOX_GLYPH);
    return Map.copyOf(glyphs);
  }

  /** The text in characters that can be drawn. */
  public static String drawable(String text) {
    StringBuilder drawable = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            c -> {
              String plain = GLYPHS.containsKey(c) ? "" : withoutAccents(c);
              boolean known = plain.codePoints().allMatch(GLYPHS::containsKey);
              if (plain.isEmpty()) {
                drawable.appendCodePoint(c);
              } else {
                drawable.append(known ? plain : String.valueOf(BOX));
              }
            });
    return drawable.toString();
  }

  private static String withoutAccents(int c) {
    String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
    String plain = parts.replaceAll("\\p{M}+", "");
    return plain.isEmpty() ? String.valueOf(BOX) : plain;
  }

  /** How wide a text is where its size, from line to line, is the one given. */
  public static double width(String text, double size) {
    long advance = drawable(text).codePoints().mapToLong(c -> GLYPHS.get(c).advance()).sum();
    return advance * size / UNITS;
  }

  /**
   * The text, if need be shortened in the middle.
   *
   * @param room how wide it may be; a text of one character is never shortened
   */
  public static String shortened(String text, double room, double size) {
    String whole = drawable(text);
    if (width(whole, size) <= room) {
      return whole;
    }
    int[] letters = whole.codePoints().toArray();
    for (int kept = letters.length - 1; kept > 1; kept--) {
      int head = (kept + 1) / 2;
      String shorter =
          new String(letters, 0, head)
              + "\u2026"
              + new String(letters, letters.length - (kept - head), kept - head);
      if (width(shorter, size) <= room) {
        return shorter;
      }
    }
    return new String(letters, 0, 1);
  }

  /**
   * The outlines of a text, each a closed ring {@code x, y, x, y, ...}, y downwards.
   *
   * @param x where it begins
   * @param baseline what its letters stand on
   */
  static List<double[]> rings(String text, double x, double baseline, double size) {
    List<double[]> rings = new ArrayList<>();
    double scale = size / UNITS;
    double left = x;
    for (int c : drawable(text).codePoints().toArray()) {
      Glyph glyph = GLYPHS.get(c);
      for (double[] ring : new PathReader(glyph.path()).rings()) {
        for (int i = 0; i < ring.length; i += 2) {
          ring[i] = left + ring[i] * scale;
          ring[i + 1] = baseline - ring[i + 1] * scale;
        }
        rings.add(ring);
      }
      left += glyph.advance() * scale;
    }
    return rings;
  }

  /** Reads a path; curves become some straight lines. */
  private static final class PathReader {
    private final String path;
    private final List<double[]> rings = new ArrayList<>();
    private double[] ring = new double[64];
    private int length;
    private int place;
    private double x;
    private double y;

    PathReader(String path) {
      this.path = path;
    }

    List<double[]> rings() {
      while (place < path.length()) {
        char command = path.charAt(place++);
        switch (command) {
          case 'm', 'l' -> add(x + number(), y + number());
          case 'q' -> curve(x + number(), y + number(), x + number(), y + number());
          default -> close();
        }
      }
      return rings;
    }

    private void close() {
      rings.add(Arrays.copyOf(ring, length));
      x = ring[0];
      y = ring[1];
      length = 0;
    }

    private void curve(double midX, double midY, double endX, double endY) {
      double startX = x;
      double startY = y;
      for (int i = 1; i <= STEPS_PER_CURVE; i++) {
        double t = (double) i / STEPS_PER_CURVE;
        double s = 1 - t;
        add(
            s * s * startX + 2 * s * t * midX + t * t * endX,
            s * s * startY + 2 * s * t * midY + t * t * endY);
      }
    }

    private void add(double toX, double toY) {
      if (length == ring.length) {
        ring = Arrays.copyOf(ring, 2 * length);
      }
      x = toX;
      y = toY;
      ring[length++] = x;
      ring[length++] = y;
    }

    private double number() {
      int start = place;
      while (path.charAt(place) == ' ') {
        start = ++place;
      }
      place++;
      while (place < path.length() && Character.isDigit(path.charAt(place))) {
        place++;
      }
      return Integer.parseInt(path, start, place, 10);
    }
  }
}
