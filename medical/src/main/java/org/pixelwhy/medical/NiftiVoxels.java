package org.pixelwhy.medical;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The voxels of a NIfTI or NRRD file one after the other, scaled. */
final class NiftiVoxels {
  private static final int BLOCK = 1 << 16;

  private final NiftiType type;
  private final InputStream in;
  private final byte[] bytes = new byte[BLOCK];
  private final ByteBuffer block;
  private final int each;
  private final double slope;
  private final double inter;
  private int position;
  private int end;

  /** The voxels in a stream that stands at the first of them. */
  NiftiVoxels(NiftiHeader header, InputStream in) {
    this(
        header.type(),
        header.order(),
        in,
        header.scales() ? header.slope() : 1,
        header.scales() ? header.inter() : 0);
  }

  /** The same of a stream whose voxels stand for themselves. */
  NiftiVoxels(NiftiType type, ByteOrder order, InputStream in) {
    this(type, order, in, 1, 0);
  }

  private NiftiVoxels(NiftiType type, ByteOrder order, InputStream in, double slope, double inter) {
    this.type = type;
    this.in = in;
    this.block = ByteBuffer.wrap(bytes).order(order);
    this.each = type.bytes();
    this.slope = slope;
    this.inter = inter;
  }

  /**
   * The next volume.
   *
   * @param extents in the file, fastest first
   * @param strides {@link PatientAxes#strides how far a step along each axis goes}, and the start
   */
  float[] next(int[] extents, int[] strides) throws IOException {
    float[] values = new float[extents[0] * extents[1] * extents[2]];
    for (int slice = 0; slice < extents[2]; slice++) {
      for (int row = 0; row < extents[1]; row++) {
        int place = strides[3] + slice * strides[2] + row * strides[1];
        for (int column = 0; column < extents[0]; column++) {
          values[place + column * strides[0]] = next();
        }
      }
    }
    return values;
  }

  private float next() throws IOException {
    if (position == end) {
      end = in.readNBytes(bytes, 0, bytes.length) / each * each;
      position = 0;
      if (end == 0) {
        throw new EOFException();
      }
    }
    double stored = type.get(block, position);
    position += each;
    return (float) (stored * slope + inter);
  }
}
