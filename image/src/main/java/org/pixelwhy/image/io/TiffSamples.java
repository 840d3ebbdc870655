package org.pixelwhy.image.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import org.pixelwhy.tensor.HalfFloat;

/**
 * The samples of a TIFF page as they are stored: any number of them, chunky or planar, in strips or
 * tiles, whole numbers of 8, 16, 32 or 64 bits with and without sign, floats of 16, 32 or 64 bits.
 */
final class TiffSamples {
  private final ImageInputStream in;
  private final TiffPage page;
  private final TiffUnpacker unpacker;
  private final int width;
  private final int height;
  private final int tileWidth;
  private final int tileHeight;

  /** Samples that lie side by side in a tile. */
  private final int together;

  TiffSamples(ImageInputStream in, TiffPage page) {
    this.in = in;
    this.page = page;
    this.unpacker = TiffUnpacker.of(page.number(TiffPage.COMPRESSION, 1));
    this.width = (int) page.number(TiffPage.WIDTH, 0);
    this.height = (int) page.number(TiffPage.HEIGHT, 0);
    this.tileWidth = (int) Math.min(1 << 24, page.number(TiffPage.TILE_WIDTH, width));
    boolean tiled = page.numbers(TiffPage.TILE_OFFSETS).length > 0;
    long rows =
        tiled
            ? page.number(TiffPage.TILE_HEIGHT, height)
            : page.number(TiffPage.ROWS_PER_STRIP, height);
    this.tileHeight = (int) Math.max(1, tiled ? Math.min(rows, 1 << 24) : Math.min(rows, height));
    this.together = page.number(TiffPage.PLANAR, 1) == 2 ? 1 : page.samples();
  }

  /** Whether pages like this one are read here. */
  static boolean reads(TiffPage page) {
    int bits = page.bits();
    boolean number =
        page.format() == 3
            ? bits == 16 || bits == 32 || bits == 64
            : page.format() <= 2 && (bits == 8 || bits == 16 || bits == 32 || bits == 64);
    return number
        && page.isUniform()
        && page.number(TiffPage.PHOTOMETRIC, 1) <= 2
        && page.number(TiffPage.PREDICTOR, 1) <= 3
        && TiffUnpacker.of(page.number(TiffPage.COMPRESSION, 1)) != null;
  }

  /**
   * All samples, {@code [samples, height, width]}.
   *
   * @throws IOException if the file is damaged or ends early
   */
  float[] read() throws IOException {
    int across = (width + tileWidth - 1) / tileWidth;
    int down = (height + tileHeight - 1) / tileHeight;
    int groups = page.samples() / together;
    boolean tiled = page.numbers(TiffPage.TILE_OFFSETS).length > 0;
    long[] offsets = page.numbers(tiled ? TiffPage.TILE_OFFSETS : TiffPage.STRIP_OFFSETS);
    long[] counts = page.numbers(tiled ? TiffPage.TILE_COUNTS : TiffPage.STRIP_COUNTS);
    long tiles = (long) across * down * groups;
    if (offsets.length != tiles || counts.length != tiles) {
      throw new IOException(
          "expected "
              + tiles
              + " strips or tiles, found "
              + Math.min(offsets.length, counts.length));
    }
    requirePlausible(tiles);
    float[] values = new float[page.samples() * height * width];
    for (int i = 0; i < tiles; i++) {
      int group = i / (across * down);
      int row = i / across % down * tileHeight;
      // A last strip is as high as the rest; a last tile is whole.
      int rows = tiled ? tileHeight : Math.min(tileHeight, height - row);
      byte[] bytes = new byte[rows * tileWidth * together * page.bits() / 8];
      in.seek(offsets[i]);
      if (counts[i] < 0 || counts[i] > in.length()) {
        throw new EOFException("a strip or tile claims to be longer than the file");
      }
      byte[] packed = new byte[(int) counts[i]];
      in.readFully(packed);
      if (unpacker.unpack(packed, bytes) < bytes.length) {
        throw new EOFException("a strip or tile is too short");
      }
      place(values, undifferenced(bytes), new int[] {group, row, i % across * tileWidth});
    }
    return values;
  }

  /** What a file claims must have room in it. */
  private void requirePlausible(long tiles) throws IOException {
    long bytes = tiles * tileWidth * tileHeight * together * page.bits() / 8;
    if (bytes / unpacker.most() > in.length() + tileWidth * (long) tileHeight
        || (long) tileWidth * tileHeight * together * 8 > Integer.MAX_VALUE) {
      throw new IOException("the file is too short for the pixels that it claims");
    }
  }

  private void place(float[] values, ByteBuffer tile, int[] at) {
    int rows = Math.min(tileHeight, height - at[1]);
    int columns = Math.min(tileWidth, width - at[2]);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        for (int k = 0; k < together; k++) {
          int sample = at[0] * together + k;
          values[(sample * height + at[1] + row) * width + at[2] + column] =
              number(tile, (row * tileWidth + column) * together + k);
        }
      }
    }
  }

  private float number(ByteBuffer tile, int i) {
    int bits = page.bits();
    boolean signed = page.format() == 2;
    if (page.format() == 3) {
      return bits == 16
          ? HalfFloat.toFloat(tile.getShort(2 * i))
          : bits == 32 ? tile.getFloat(4 * i) : (float) tile.getDouble(8 * i);
    }
    return switch (bits) {
      case 8 -> signed ? tile.get(i) : Byte.toUnsignedInt(tile.get(i));
      case 16 -> signed ? tile.getShort(2 * i) : Short.toUnsignedInt(tile.getShort(2 * i));
      case 32 -> signed ? tile.getInt(4 * i) : Integer.toUnsignedLong(tile.getInt(4 * i));
      default -> unsigned(tile.getLong(8 * i), signed);
    };
  }

  private static float unsigned(long number, boolean signed) {
    return signed || number >= 0 ? number : (number >>> 1) * 2f;
  }

  /**
   * Undoes the predictor: 2 is the difference to the pixel before, 3 that of the bytes of floats.
   */
  private ByteBuffer undifferenced(byte[] bytes) {
    ByteBuffer tile = ByteBuffer.wrap(bytes).order(in.getByteOrder());
    int predictor = (int) page.number(TiffPage.PREDICTOR, 1);
    int each = page.bits() / 8;
    int line = tileWidth * together * each;
    for (int start = 0; start < bytes.length && predictor > 1; start += line) {
      if (predictor == 2) {
        for (int i = start + together * each; i < start + line; i += each) {
          add(tile, i, i - together * each, each);
        }
      } else {
        floats(bytes, start, line, each);
      }
    }
    return predictor == 3 ? tile.order(ByteOrder.BIG_ENDIAN) : tile;
  }

  private static void add(ByteBuffer tile, int to, int from, int each) {
    switch (each) {
      case 1 -> tile.put(to, (byte) (tile.get(to) + tile.get(from)));
      case 2 -> tile.putShort(to, (short) (tile.getShort(to) + tile.getShort(from)));
      case 4 -> tile.putInt(to, tile.getInt(to) + tile.getInt(from));
      default -> tile.putLong(to, tile.getLong(to) + tile.getLong(from));
    }
  }

  /** A row holds all first bytes, then all second ones: sums of differences, the highest first. */
  private void floats(byte[] bytes, int start, int line, int each) {
    for (int i = start + together; i < start + line; i++) {
      bytes[i] += bytes[i - together];
    }
    byte[] row = Arrays.copyOfRange(bytes, start, start + line);
    int count = line / each;
    for (int i = 0; i < count; i++) {
      for (int b = 0; b < each; b++) {
        bytes[start + i * each + b] = row[b * count + i];
      }
    }
  }
}
