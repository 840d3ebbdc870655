package org.pixelwhy.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * PNG files of 8 bits per channel, RGB or RGBA, without the start-up time of ImageIO.
 *
 * <p>W3C, Portable Network Graphics Specification. Each row takes the filter None, Sub or Up,
 * whichever leaves the least sum of magnitudes.
 */
final class PngEncoder {
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;
  private static final double METRES_PER_INCH = 0.0254;
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;

  private PngEncoder() {}

  static byte[] encode(Picture picture, OptionalDouble dpi) {
    boolean opaque = picture.opaque();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(ByteBuffer.allocate(8).putLong(SIGNATURE).array());
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(picture.width()).putInt(picture.height());
    header.put((byte) 8).put((byte) (opaque ? 2 : 6));
    writeChunk(file, "IHDR", header.array());
    if (dpi.isPresent()) {
      int perMetre = (int) Math.round(dpi.getAsDouble() / METRES_PER_INCH);
      ByteBuffer density = ByteBuffer.allocate(9).putInt(perMetre).putInt(perMetre).put((byte) 1);
      writeChunk(file, "pHYs", density.array());
    }
    writeChunk(file, "IDAT", pixels(picture, opaque ? 3 : 4));
    writeChunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void writeChunk(ByteArrayOutputStream file, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name);
    file.writeBytes(data);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static byte[] pixels(Picture picture, int channels) {
    int stride = picture.width() * channels;
    byte[] above = new byte[stride];
    byte[] row = new byte[stride];
    byte[] filtered = new byte[stride + 1];
    byte[] buffer = new byte[1 << 14];
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater();
    try {
      for (int y = 0; y < picture.height(); y++) {
        unpack(picture, y, row, channels);
        filter(bestFilter(row, above, channels), row, above, channels, filtered);
        deflater.setInput(filtered);
        drain(deflater, buffer, compressed);
        byte[] free = above;
        above = row;
        row = free;
      }
      deflater.finish();
      drain(deflater, buffer, compressed);
    } finally {
      deflater.end();
    }
    return compressed.toByteArray();
  }

  private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
    for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
      out.write(buffer, 0, n);
    }
  }

  private static void unpack(Picture picture, int y, byte[] row, int channels) {
    for (int x = 0; x < picture.width(); x++) {
      int color = picture.at(y, x);
      row[x * channels] = (byte) (color >> 16);
      row[x * channels + 1] = (byte) (color >> 8);
      row[x * channels + 2] = (byte) color;
      if (channels == 4) {
        row[x * channels + 3] = (byte) (color >> 24);
      }
    }
  }

  /** One loop over the row, without branches: most of the time of drawing was spent here. */
  private static int bestFilter(byte[] row, byte[] above, int channels) {
    long none = 0;
    long sub = 0;
    long up = 0;
    for (int i = 0; i < row.length; i++) {
      int left = i < channels ? 0 : row[i - channels];
      none += Math.abs(row[i]);
      sub += Math.abs((byte) (row[i] - left));
      up += Math.abs((byte) (row[i] - above[i]));
    }
    if (none <= sub && none <= up) {
      return NONE;
    }
    return sub <= up ? SUB : UP;
  }

  private static void filter(int type, byte[] row, byte[] above, int channels, byte[] filtered) {
    filtered[0] = (byte) type;
    System.arraycopy(row, 0, filtered, 1, row.length);
    if (type == SUB) {
      for (int i = channels; i < row.length; i++) {
        filtered[i + 1] = (byte) (row[i] - row[i - channels]);
      }
    } else if (type == UP) {
      for (int i = 0; i < row.length; i++) {
        filtered[i + 1] = (byte) (row[i] - above[i]);
      }
    }
  }
}
