package org.pixelwhy.server;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.pixelwhy.tensor.Text;

/** Images of each format, made by hand so that their headers may claim anything. */
final class HostileImages {
  /** Rows and columns of honest ones. */
  static final int SIDE = 16;

  private HostileImages() {}

  /** A format. */
  enum Kind {
    PNG,
    JPEG,
    GIF,
    TIFF,
    DICOM,
    NIFTI,
    NRRD,
    NPY
  }

  /** An honest one. */
  static byte[] small(Kind kind) {
    return claiming(kind, SIDE);
  }

  /** As an honest one, but for the rows and columns that it claims; formats of 16 bits cap it. */
  static byte[] claiming(Kind kind, long side) {
    return switch (kind) {
      case PNG -> png((int) side, new byte[SIDE * (SIDE + 1)]);
      case JPEG -> side == SIDE ? picture("jpg") : jpeg((int) Math.min(side, 65_500));
      case GIF -> side == SIDE ? picture("gif") : gif((int) Math.min(side, 65_535));
      case TIFF -> tiff((int) side, 1, new byte[SIDE * SIDE]);
      case DICOM -> dicom((int) Math.min(side, 65_535), side == SIDE ? 1 : 1_000_000);
      case NIFTI -> nifti((short) Math.min(side, 32_767), new byte[2 * SIDE * SIDE * SIDE]);
      case NRRD -> nrrd(side, "raw", new byte[SIDE * SIDE * SIDE]);
      case NPY ->
          npy("{'descr': '<f4', 'fortran_order': False, 'shape': (" + side + ", " + side + ")}");
    };
  }

  private static byte[] picture(String format) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, i);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] jpeg(int side) {
    byte[] bytes = picture("jpg");
    for (int i = 2; i < bytes.length; i += 2 + ((bytes[i + 2] & 255) << 8 | bytes[i + 3] & 255)) {
      if ((bytes[i + 1] & 255) == 0xc0) {
        ByteBuffer.wrap(bytes).putShort(i + 5, (short) side).putShort(i + 7, (short) side);
        return bytes;
      }
    }
    throw new IllegalStateException("no frame");
  }

  private static byte[] gif(int side) {
    byte[] bytes = picture("gif");
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    all.putShort(6, (short) side).putShort(8, (short) side);
    int at = 13 + 3 * (2 << (bytes[10] & 7));
    while (bytes[at] != 0x2c) {
      at += 2;
      while (bytes[at] != 0) {
        at += 1 + (bytes[at] & 255);
      }
      at++;
    }
    all.putShort(at + 5, (short) side).putShort(at + 7, (short) side);
    return bytes;
  }

  static byte[] png(int side, byte[] rows) {
    return png(side, "IDAT", deflated(rows.length, rows));
  }

  /** A PNG whose rows are all there and in which another chunk comes before them. */
  static byte[] png(int side, String chunk, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n'});
    ByteBuffer head = ByteBuffer.allocate(13).putInt(side).putInt(side);
    chunk(out, "IHDR", head.put((byte) 8).array());
    chunk(out, chunk, content);
    if (!chunk.equals("IDAT")) {
      byte[] rows = new byte[SIDE * (SIDE + 1)];
      chunk(out, "IDAT", deflated(rows.length, rows));
    }
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
    byte[] named = new byte[4 + content.length];
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, named, 0, 4);
    System.arraycopy(content, 0, named, 4, content.length);
    CRC32 sum = new CRC32();
    sum.update(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    out.writeBytes(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  /** So many bytes, which are these and then zeros. */
  static byte[] deflated(long length, byte[] first) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream deflating = new DeflaterOutputStream(out, new Deflater(), 512, true)) {
      deflating.write(first);
      deflating.flush();
      out.writeBytes(zeros(length - first.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The same, as gzip writes it; of more than the first the sum at the end is wrong. */
  static byte[] zipped(long length, byte[] first) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zipping = new GZIPOutputStream(out, true)) {
      zipping.write(first);
      zipping.flush();
      out.writeBytes(zeros(length - first.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Deflated zeros as a part of something: one block again and again, so that it costs nothing. */
  private static byte[] zeros(long length) {
    byte[] block = new byte[1 << 20];
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(block);
    byte[] small = new byte[1 << 16];
    int size = deflater.deflate(small, 0, small.length, Deflater.FULL_FLUSH);
    deflater.end();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long left = length; left > 0; left -= block.length) {
      out.write(small, 0, size);
    }
    return out.toByteArray();
  }

  /**
   * A TIFF of one strip.
   *
   * @param compression 1 is none, 8 deflate
   */
  static byte[] tiff(int side, int compression, byte[] strip) {
    int[][] tags = {
      {256, side},
      {257, side},
      {258, 8},
      {259, compression},
      {262, 1},
      {273, 8},
      {277, 1},
      {278, side},
      {279, strip.length}
    };
    int directory = 8 + strip.length + (strip.length & 1);
    ByteBuffer out =
        ByteBuffer.allocate(directory + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory).put(strip);
    out.position(directory);
    out.putShort((short) tags.length);
    for (int[] tag : tags) {
      out.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    return out.array();
  }

  /** A TIFF whose directory names itself as the next one. */
  static byte[] tiffInCircles() {
    byte[] bytes = tiff(SIDE, 1, new byte[SIDE * SIDE]);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    all.putInt(bytes.length - 4, all.getInt(4));
    return bytes;
  }

  static byte[] dicom(int side, int frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    text(out, "DICM");
    element(out, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
    element(out, 0x0028, 0x0002, "US", two(1));
    element(out, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
    element(out, 0x0028, 0x0008, "IS", frames == 1 ? "1 " : Text.format("%d ", frames));
    element(out, 0x0028, 0x0010, "US", two(side));
    element(out, 0x0028, 0x0011, "US", two(side));
    element(out, 0x0028, 0x0100, "US", two(16));
    element(out, 0x0028, 0x0101, "US", two(12));
    element(out, 0x0028, 0x0102, "US", two(11));
    element(out, 0x0028, 0x0103, "US", two(0));
    out.writeBytes(new byte[] {(byte) 0xe0, 0x7f, 0x10, 0, 'O', 'W', 0, 0});
    text(out, two(2 * SIDE * SIDE) + two(0));
    out.writeBytes(new byte[2 * SIDE * SIDE]);
    return out.toByteArray();
  }

  private static void element(
      ByteArrayOutputStream out, int group, int number, String type, String value) {
    text(out, two(group) + two(number) + type + two(value.length()) + value);
  }

  private static String two(int value) {
    return "" + (char) (value & 255) + (char) (value >> 8 & 255);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A cube. */
  static byte[] nifti(short side, byte[] voxels) {
    ByteBuffer out = ByteBuffer.allocate(352 + voxels.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0, 348).putShort(40, (short) 3).putShort(70, (short) 4).putShort(72, (short) 16);
    for (int i = 0; i < 3; i++) {
      out.putShort(42 + 2 * i, side);
    }
    for (int i = 0; i < 8; i++) {
      out.putFloat(76 + 4 * i, 1);
    }
    out.putFloat(108, 352).putFloat(112, 1).putInt(344, 0x00312b6e);
    return out.position(352).put(voxels).array();
  }

  /** A cube. */
  static byte[] nrrd(long side, String encoding, byte[] voxels) {
    String header =
        Text.format(
            "NRRD0004\ntype: uchar\ndimension: 3\nsizes: %d %d %d\nencoding: %s\n\n",
            side, side, side, encoding);
    ByteBuffer out = ByteBuffer.allocate(header.length() + voxels.length);
    return out.put(header.getBytes(StandardCharsets.US_ASCII)).put(voxels).array();
  }

  static byte[] npy(String header) {
    return npy(header, new byte[4 * SIDE * SIDE]);
  }

  static byte[] npy(String header, byte[] values) {
    ByteBuffer out = ByteBuffer.allocate(10 + header.length() + values.length);
    out.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x93);
    out.put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    out.putShort((short) header.length());
    return out.put(header.getBytes(StandardCharsets.US_ASCII)).put(values).array();
  }

  /** An array of this one number. */
  static byte[] npyOf(float value) {
    ByteBuffer values = ByteBuffer.allocate(4 * SIDE * SIDE).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      values.putFloat(value);
    }
    return npy("{'descr': '<f4', 'fortran_order': False, 'shape': (16, 16)}", values.array());
  }
}
