package org.pixelwhy.medical;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small NIfTI files for tests, field by field. */
public final class NiftiFile {
  private final ByteBuffer header;
  private final boolean second;
  private byte[] data = new byte[0];

  private NiftiFile(boolean second, ByteOrder order) {
    this.second = second;
    this.header = ByteBuffer.allocate(second ? 544 : 352).order(order);
    header.putInt(0, second ? 540 : 348);
    byte[] magic = (second ? "n+2\0\r\n\032\n" : "n+1\0").getBytes(StandardCharsets.ISO_8859_1);
    header.put(second ? 4 : 344, magic);
    if (second) {
      header.putLong(168, 544);
    } else {
      header.putFloat(108, 352);
    }
    spacing(1, 1, 1);
  }

  /** A NIfTI-1 file of unsigned bytes, little endian, with the axes right, front, head. */
  public static NiftiFile bytes(int[] dims, byte[] values) {
    return version1(ByteOrder.LITTLE_ENDIAN).dims(dims).type(2, 1).affine(1, 1, 1).data(values);
  }

  /** The same of signed 16-bit numbers, as CT is stored. */
  public static NiftiFile shorts(int[] dims, short[] values) {
    ByteBuffer data = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asShortBuffer().put(values);
    return version1(ByteOrder.LITTLE_ENDIAN)
        .dims(dims)
        .type(4, 2)
        .affine(1, 1, 1)
        .data(data.array());
  }

  /** The same of 32-bit floats. */
  public static NiftiFile floats(int[] dims, float[] values) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return version1(ByteOrder.LITTLE_ENDIAN)
        .dims(dims)
        .type(16, 4)
        .affine(1, 1, 1)
        .data(data.array());
  }

  /** Bytes without any statement on how the patient lies. */
  public static NiftiFile unoriented(int[] dims, byte[] values) {
    return version1(ByteOrder.LITTLE_ENDIAN).dims(dims).type(2, 1).data(values);
  }

  static NiftiFile version1(ByteOrder order) {
    return new NiftiFile(false, order);
  }

  static NiftiFile version2(ByteOrder order) {
    return new NiftiFile(true, order);
  }

  NiftiFile dims(int... dims) {
    for (int i = 0; i <= dims.length; i++) {
      int value = i == 0 ? dims.length : dims[i - 1];
      if (second) {
        header.putLong(16 + 8 * i, value);
      } else {
        header.putShort(40 + 2 * i, (short) value);
      }
    }
    return this;
  }

  NiftiFile type(int code, int bytes) {
    header.putShort(second ? 12 : 70, (short) code);
    header.putShort(second ? 14 : 72, (short) (8 * bytes));
    return this;
  }

  public NiftiFile spacing(double x, double y, double z) {
    double[] pixdim = {1, x, y, z};
    for (int i = 0; i < 4; i++) {
      if (second) {
        header.putDouble(104 + 8 * i, pixdim[i]);
      } else {
        header.putFloat(76 + 4 * i, (float) pixdim[i]);
      }
    }
    return this;
  }

  NiftiFile scale(double slope, double inter) {
    if (second) {
      header.putDouble(176, slope).putDouble(184, inter);
    } else {
      header.putFloat(112, (float) slope).putFloat(116, (float) inter);
    }
    return this;
  }

  /** An sform with the given numbers on its diagonal. */
  NiftiFile affine(double x, double y, double z) {
    return sform(new double[][] {{x, 0, 0, 0}, {0, y, 0, 0}, {0, 0, z, 0}});
  }

  NiftiFile sform(double[][] rows) {
    if (second) {
      header.putInt(348, 1);
    } else {
      header.putShort(254, (short) 1);
    }
    for (int i = 0; i < 12; i++) {
      double value = rows[i / 4][i % 4];
      if (second) {
        header.putDouble(400 + 8 * i, value);
      } else {
        header.putFloat(280 + 4 * i, (float) value);
      }
    }
    return this;
  }

  /** A qform with the quaternion b, c, d and the sign of the third axis. */
  NiftiFile qform(double b, double c, double d, int sign) {
    header.putShort(252, (short) 1);
    header.putFloat(256, (float) b).putFloat(260, (float) c).putFloat(264, (float) d);
    header.putFloat(76, sign);
    return this;
  }

  ByteBuffer header() {
    return header;
  }

  public NiftiFile data(byte[] values) {
    this.data = values;
    return this;
  }

  byte[] all() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.array());
    out.writeBytes(data);
    return out.toByteArray();
  }

  /** Writes the file, packed if its name ends in {@code .gz}. */
  public Path write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, file.toString().endsWith(".gz") ? packed(all()) : all());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
