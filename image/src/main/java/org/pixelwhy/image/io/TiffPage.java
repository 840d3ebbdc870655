package org.pixelwhy.image.io;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * What the directory of a TIFF page says; classic and BigTIFF.
 *
 * @param tags numbers by their tag; fractions are left out
 * @param description tag ImageDescription; may be empty
 */
record TiffPage(Map<Integer, long[]> tags, String description) {
  static final int WIDTH = 256;
  static final int HEIGHT = 257;
  static final int BITS = 258;
  static final int COMPRESSION = 259;
  static final int PHOTOMETRIC = 262;
  static final int STRIP_OFFSETS = 273;
  static final int SAMPLES = 277;
  static final int ROWS_PER_STRIP = 278;
  static final int STRIP_COUNTS = 279;
  static final int PLANAR = 284;
  static final int PREDICTOR = 317;
  static final int TILE_WIDTH = 322;
  static final int TILE_HEIGHT = 323;
  static final int TILE_OFFSETS = 324;
  static final int TILE_COUNTS = 325;
  static final int EXTRA = 338;
  static final int FORMAT = 339;

  private static final int DESCRIPTION = 270;
  private static final int BIG = 43;
  private static final int MOST_PAGES = 1 << 16;
  private static final int MOST_NUMBERS = 1 << 22;
  private static final int MOST_TEXT = 1 << 20;

  /** Bytes of each type of value, by its number. */
  private static final int[] BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

  private static final int ASCII = 2;

  /**
   * The pages of a file, in their order.
   *
   * @throws IOException if the directories are damaged
   */
  static List<TiffPage> all(ImageInputStream in) throws IOException {
    in.seek(0);
    in.setByteOrder(in.readUnsignedByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.seek(2);
    boolean big = in.readUnsignedShort() == BIG;
    in.seek(big ? 8 : 4);
    List<TiffPage> pages = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    long next = offset(in, big);
    while (next != 0 && pages.size() < MOST_PAGES && seen.add(next)) {
      in.seek(next);
      pages.add(read(in, big));
      next = offset(in, big);
    }
    return pages;
  }

  private static long offset(ImageInputStream in, boolean big) throws IOException {
    return big ? in.readLong() : in.readUnsignedInt();
  }

  private static TiffPage read(ImageInputStream in, boolean big) throws IOException {
    long count = big ? in.readLong() : in.readUnsignedShort();
    if (count < 1 || count > MOST_PAGES) {
      throw new IOException("a directory claims " + count + " entries");
    }
    Map<Integer, long[]> tags = new HashMap<>();
    String description = "";
    long start = in.getStreamPosition();
    int each = big ? 20 : 12;
    for (int i = 0; i < count; i++) {
      in.seek(start + (long) i * each);
      int tag = in.readUnsignedShort();
      int type = in.readUnsignedShort();
      long values = offset(in, big);
      int size = type < BYTES.length ? BYTES[type] : 0;
      if (size == 0 || values < 1 || values > MOST_NUMBERS) {
        continue;
      }
      if (values * size > (big ? 8 : 4)) {
        in.seek(offset(in, big));
      }
      if (type == ASCII && tag == DESCRIPTION) {
        byte[] text = new byte[(int) Math.min(values, MOST_TEXT)];
        in.readFully(text);
        description = new String(text, StandardCharsets.UTF_8);
      } else if (type != ASCII && type != 5 && type < 10) {
        tags.put(tag, numbers(in, size, (int) values));
      } else if (type > 12) {
        tags.put(tag, numbers(in, size, (int) values));
      }
    }
    in.seek(start + count * each);
    return new TiffPage(tags, description);
  }

  private static long[] numbers(ImageInputStream in, int size, int count) throws IOException {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          switch (size) {
            case 1 -> in.readUnsignedByte();
            case 2 -> in.readUnsignedShort();
            case 4 -> in.readUnsignedInt();
            default -> in.readLong();
          };
    }
    return numbers;
  }

  long[] numbers(int tag) {
    return tags.getOrDefault(tag, new long[0]);
  }

  /** A tag's first number, or what holds where it is missing. */
  long number(int tag, long missing) {
    long[] numbers = numbers(tag);
    return numbers.length == 0 ? missing : numbers[0];
  }

  int samples() {
    return (int) Math.min(number(SAMPLES, 1), Integer.MAX_VALUE);
  }

  int bits() {
    return (int) number(BITS, 1);
  }

  /** 1 is unsigned, 2 signed, 3 floating point. */
  int format() {
    return (int) number(FORMAT, 1);
  }

  /** Whether all samples are stored alike. */
  boolean isUniform() {
    return same(numbers(BITS)) && same(numbers(FORMAT));
  }

  private static boolean same(long[] numbers) {
    for (long number : numbers) {
      if (number != numbers[0]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a sample is said to be opacity. */
  boolean isAlpha(int sample) {
    long[] extra = numbers(EXTRA);
    int index = sample - (samples() - extra.length);
    return index >= 0 && index < extra.length && (extra[index] == 1 || extra[index] == 2);
  }
}
