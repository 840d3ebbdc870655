package org.pixelwhy.medical;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What the header of a NIfTI-1, NIfTI-2 or Analyze file says.
 *
 * @param version 1 or 2; 0 is Analyze
 * @param order of the bytes
 * @param dims extents, fastest first; as many as the file has, at least one
 * @param type of the elements
 * @param pixdim the eight numbers, the first of which is the sign of the third axis
 * @param offset of the data
 * @param slope stored values are multiplied by it; 0 where there is no scaling
 * @param inter is added then
 * @param unit length in millimetres of what pixdim counts
 * @param affines {@code [3][4]} of the sform, then of the qform; only those that the header gives
 */
record NiftiHeader(
    int version,
    ByteOrder order,
    long[] dims,
    NiftiType type,
    double[] pixdim,
    long offset,
    double slope,
    double inter,
    double unit,
    List<double[][]> affines) {
  NiftiHeader {
    affines = List.copyOf(affines);
  }

  static final int LENGTH_1 = 348;
  static final int LENGTH_2 = 540;

  /**
   * Reads a header.
   *
   * @param bytes at least 348, and 540 if the file is of version 2
   */
  static NiftiHeader parse(Path file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      in.order(order);
      if (in.getInt(0) == LENGTH_1) {
        return parse1(file, in);
      }
      if (in.getInt(0) == LENGTH_2 && bytes.length >= LENGTH_2) {
        return parse2(file, in);
      }
    }
    throw new InputException(
        file
            + ": is no NIfTI file, or a truncated one (its header's length is neither 348 nor"
            + " 540)");
  }

  private static NiftiHeader parse1(Path file, ByteBuffer in) {
    String magic = new String(in.array(), 344, 3, StandardCharsets.ISO_8859_1);
    int version = magic.equals("n+1") || magic.equals("ni1") ? 1 : 0;
    long[] dims = new long[8];
    double[] pixdim = new double[8];
    for (int i = 0; i < 8; i++) {
      dims[i] = in.getShort(40 + 2 * i);
      pixdim[i] = in.getFloat(76 + 4 * i);
    }
    boolean nifti = version == 1;
    List<double[][]> affines = new ArrayList<>();
    if (nifti && in.getShort(254) > 0) {
      affines.add(rows(in, 280, 4));
    }
    if (nifti && in.getShort(252) > 0) {
      affines.add(quaternion(numbers(in, 256, 4, 6), pixdim));
    }
    return new NiftiHeader(
        version,
        in.order(),
        checked(file, dims),
        NiftiType.of(file, in.getShort(70)),
        pixdim,
        (long) in.getFloat(108),
        nifti ? in.getFloat(112) : 0,
        nifti ? in.getFloat(116) : 0,
        nifti ? millimetres(in.get(123)) : 1,
        affines);
  }

  private static NiftiHeader parse2(Path file, ByteBuffer in) {
    long[] dims = new long[8];
    for (int i = 0; i < 8; i++) {
      dims[i] = in.getLong(16 + 8 * i);
    }
    double[] pixdim = numbers(in, 104, 8, 8);
    List<double[][]> affines = new ArrayList<>();
    if (in.getInt(348) > 0) {
      affines.add(rows(in, 400, 8));
    }
    if (in.getInt(344) > 0) {
      affines.add(quaternion(numbers(in, 352, 8, 6), pixdim));
    }
    return new NiftiHeader(
        2,
        in.order(),
        checked(file, dims),
        NiftiType.of(file, in.getShort(12)),
        pixdim,
        in.getLong(168),
        in.getDouble(176),
        in.getDouble(184),
        millimetres(in.getInt(500)),
        affines);
  }

  private static long[] checked(Path file, long[] dims) {
    if (dims[0] < 1 || dims[0] > 7) {
      throw new InputException(
          Text.format(
              "%s: claims %d dimensions, expected 1 to 7; the file is damaged", file, dims[0]));
    }
    long[] extents = Arrays.copyOfRange(dims, 1, (int) dims[0] + 1);
    if (Arrays.stream(extents).anyMatch(extent -> extent < 1)) {
      throw new InputException(
          Text.format(
              "%s: claims the extents %s; each must be at least 1",
              file, Arrays.toString(extents)));
    }
    return extents;
  }

  private static double[] numbers(ByteBuffer in, int at, int bytes, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = bytes == 4 ? in.getFloat(at + 4 * i) : in.getDouble(at + 8 * i);
    }
    return numbers;
  }

  private static double[][] rows(ByteBuffer in, int at, int bytes) {
    double[][] rows = new double[3][];
    for (int i = 0; i < 3; i++) {
      rows[i] = numbers(in, at + 4 * bytes * i, bytes, 4);
    }
    return rows;
  }

  private static double millimetres(int units) {
    return switch (units & 7) {
      case 1 -> 1000;
      case 3 -> 0.001;
      default -> 1;
    };
  }

  /**
   * The affine of a quaternion {@code b, c, d} and an offset, as the NIfTI-1 standard defines it.
   */
  private static double[][] quaternion(double[] q, double[] pixdim) {
    double b = q[0];
    double c = q[1];
    double d = q[2];
    double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
    double dx = pixdim[1];
    double dy = pixdim[2];
    double dz = pixdim[0] < 0 ? -pixdim[3] : pixdim[3];
    return new double[][] {
      {
        (a * a + b * b - c * c - d * d) * dx,
        2 * (b * c - a * d) * dy,
        2 * (b * d + a * c) * dz,
        q[3]
      },
      {
        2 * (b * c + a * d) * dx,
        (a * a + c * c - b * b - d * d) * dy,
        2 * (c * d - a * b) * dz,
        q[4]
      },
      {
        2 * (b * d - a * c) * dx,
        2 * (c * d + a * b) * dy,
        (a * a + d * d - c * c - b * b) * dz,
        q[5]
      }
    };
  }

  /** Whether stored values stand for others. */
  boolean scales() {
    return slope != 0
        && Double.isFinite(slope)
        && Double.isFinite(inter)
        && (slope != 1 || inter != 0);
  }
}
