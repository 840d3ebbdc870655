package org.pixelwhy.image.io;

import java.io.IOException;

/**
 * LZW as in TIFF 6.0, chapter 13: codes of 9 to 12 bits, the highest bit first, one code wider a
 * step early; 256 clears the table, 257 ends.
 */
final class TiffLzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int MOST = 4096;

  private final byte[] packed;
  private final int[] prefix = new int[MOST];
  private final byte[] last = new byte[MOST];
  private final int[] length = new int[MOST];
  private int bit;

  TiffLzw(byte[] packed) {
    this.packed = packed;
    for (int i = 0; i < CLEAR; i++) {
      last[i] = (byte) i;
      length[i] = 1;
    }
  }

  int unpack(byte[] out) throws IOException {
    int next = END + 1;
    int width = 9;
    int previous = -1;
    int to = 0;
    while (to < out.length) {
      int code = code(width);
      if (code == END) {
        break;
      }
      if (code == CLEAR) {
        next = END + 1;
        width = 9;
        previous = -1;
        continue;
      }
      if (previous < 0 ? code >= CLEAR : code > next || next >= MOST) {
        throw new IOException("LZW code " + code + " is not known yet");
      }
      if (previous >= 0) {
        prefix[next] = previous;
        length[next] = length[previous] + 1;
        // The new entry ends in the first byte of the code, which may be the entry itself.
        last[next] = first(code == next ? previous : code);
        next++;
        width = next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
      }
      to = write(code, out, to);
      previous = code;
    }
    return to;
  }

  /** Where the bytes end, the end. */
  private int code(int width) {
    int code = 0;
    for (int i = 0; i < width; i++, bit++) {
      if (bit >>> 3 >= packed.length) {
        return END;
      }
      code = code << 1 | packed[bit >>> 3] >> 7 - (bit & 7) & 1;
    }
    return code;
  }

  private byte first(int code) {
    int at = code;
    while (length[at] > 1) {
      at = prefix[at];
    }
    return last[at];
  }

  private int write(int code, byte[] out, int to) {
    int end = to + length[code];
    int at = code;
    for (int i = end - 1; i >= to; i--) {
      if (i < out.length) {
        out[i] = last[at];
      }
      at = prefix[at];
    }
    return Math.min(end, out.length);
  }
}
