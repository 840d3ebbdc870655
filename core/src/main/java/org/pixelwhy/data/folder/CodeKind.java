package org.pixelwhy.data.folder;

import java.util.List;
import org.pixelwhy.tensor.Text;

/** What a pixel of a mask holds: a number, or a colour {@code 0xRRGGBB}. */
enum CodeKind {
  NUMBER,
  COLOUR;

  /** The code as people write it. */
  String text(int code) {
    return this == NUMBER ? Integer.toString(code) : Text.format("#%06x", code);
  }

  /** How far two codes lie apart: the difference of numbers, the distance of colours. */
  double distance(int a, int b) {
    return this == NUMBER
        ? Math.abs((double) a - b)
        : Math.sqrt(square(a, b, 16) + square(a, b, 8) + square(a, b, 0));
  }

  private static double square(int a, int b, int shift) {
    double difference = (a >> shift & 0xff) - (b >> shift & 0xff);
    return difference * difference;
  }

  /** Whether a code lies between two others, in every part of a colour, and is neither of them. */
  boolean isBetween(int code, int a, int b) {
    if (code == a || code == b) {
      return false;
    }
    return this == NUMBER
        ? Math.min(a, b) < code && code < Math.max(a, b)
        : isWithin(code, a, b, 16) && isWithin(code, a, b, 8) && isWithin(code, a, b, 0);
  }

  private static boolean isWithin(int code, int a, int b, int shift) {
    int part = code >> shift & 0xff;
    int one = a >> shift & 0xff;
    int other = b >> shift & 0xff;
    return Math.min(one, other) <= part && part <= Math.max(one, other);
  }

  /** Which of some codes is the nearest; the first of those that are as near. */
  int nearest(int code, List<Integer> codes) {
    int best = codes.get(0);
    for (int other : codes) {
      if (distance(code, other) < distance(code, best)) {
        best = other;
      }
    }
    return best;
  }
}
