package org.pixelwhy.image.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks strips and tiles of TIFF files: none, PackBits, LZW, Deflate. TIFF 6.0, chapters 9, 13.
 */
enum TiffUnpacker {
  NONE(1, 1) {
    @Override
    int unpack(byte[] packed, byte[] out) {
      int count = Math.min(packed.length, out.length);
      System.arraycopy(packed, 0, out, 0, count);
      return count;
    }
  },
  PACK_BITS(64, 32773) {
    @Override
    int unpack(byte[] packed, byte[] out) {
      int from = 0;
      int to = 0;
      while (from < packed.length && to < out.length) {
        int code = packed[from++];
        int count = Math.min(Math.abs(code) + 1, out.length - to);
        if (code >= 0) {
          count = Math.min(count, packed.length - from);
          System.arraycopy(packed, from, out, to, count);
          from += count;
          to += count;
        } else if (code != -128 && from < packed.length) {
          Arrays.fill(out, to, to + count, packed[from++]);
          to += count;
        }
      }
      return to;
    }
  },
  DEFLATE(1032, 8, 32946) {
    @Override
    int unpack(byte[] packed, byte[] out) throws IOException {
      Inflater inflater = new Inflater();
      try {
        inflater.setInput(packed);
        int to = 0;
        int count = inflater.inflate(out);
        while (count > 0) {
          to += count;
          count = inflater.inflate(out, to, out.length - to);
        }
        return to;
      } catch (DataFormatException e) {
        throw new IOException("cannot be inflated: " + e.getMessage(), e);
      } finally {
        inflater.end();
      }
    }
  },
  LZW(2731, 5) {
    @Override
    int unpack(byte[] packed, byte[] out) throws IOException {
      return new TiffLzw(packed).unpack(out);
    }
  };

  private final int most;
  private final int[] codes;

  /** {@code most}: bytes that one may become. */
  TiffUnpacker(int most, int... codes) {
    this.most = most;
    this.codes = codes;
  }

  int most() {
    return most;
  }

  /** The one of this number; null where there is none. */
  static TiffUnpacker of(long compression) {
    for (TiffUnpacker unpacker : values()) {
      for (int code : unpacker.codes) {
        if (code == compression) {
          return unpacker;
        }
      }
    }
    return null;
  }

  /** Fills the array as far as there is something; gives how far. */
  abstract int unpack(byte[] packed, byte[] out) throws IOException;
}
