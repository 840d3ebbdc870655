package org.pixelwhy.medical;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.pixelwhy.tensor.InputException;

/** DICOM's run-length encoding, PS3.5 annex G: one run of bytes for each byte of each sample. */
final class DicomRle {
  private static final int MOST_SEGMENTS = 15;
  private static final int HEADER = 64;

  private DicomRle() {}

  /**
   * The words of a frame, unpacked.
   *
   * @return {@code [samples, rows, columns]}
   */
  static long[] words(Path file, DicomFormat format, ByteBuffer packed) {
    ByteBuffer in = packed.slice().order(ByteOrder.LITTLE_ENDIAN);
    int bytes = format.allocated() / 8;
    if (in.limit() < HEADER
        || in.getInt(0) != bytes * format.samples()
        || in.getInt(0) > MOST_SEGMENTS) {
      throw damaged(file);
    }
    int plane = format.plane();
    long[] words = new long[format.samples() * plane];
    for (int segment = 0; segment < in.getInt(0); segment++) {
      int start = in.getInt(4 + 4 * segment);
      if (start < HEADER || start > in.limit()) {
        throw damaged(file);
      }
      byte[] unpacked = unpacked(file, in.duplicate().position(start), plane);
      int first = segment / bytes * plane;
      for (int i = 0; i < plane; i++) {
        words[first + i] = words[first + i] << 8 | Byte.toUnsignedLong(unpacked[i]);
      }
    }
    return words;
  }

  /** PackBits. */
  private static byte[] unpacked(Path file, ByteBuffer in, int length) {
    byte[] out = new byte[length];
    int next = 0;
    while (next < length) {
      if (in.remaining() < 2) {
        throw damaged(file);
      }
      int count = in.get();
      if (count >= 0) {
        int copied = Math.min(count + 1, length - next);
        if (in.remaining() < copied) {
          throw damaged(file);
        }
        in.get(out, next, copied);
        next += copied;
      } else if (count != -128) {
        byte value = in.get();
        int end = Math.min(length, next + 1 - count);
        while (next < end) {
          out[next++] = value;
        }
      }
    }
    return out;
  }

  private static InputException damaged(Path file) {
    return new InputException(file + ": the run-length encoded pixels are damaged");
  }
}
