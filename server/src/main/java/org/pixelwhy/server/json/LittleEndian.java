package org.pixelwhy.server.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays as they travel and are kept: plain numbers, little-endian, row by row. */
public final class LittleEndian {
  private LittleEndian() {}

  /** Four bytes for each number. */
  public static byte[] bytes(float[] values) {
    ByteBuffer bytes = allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Two bytes for each number. */
  public static byte[] bytes(short[] values) {
    ByteBuffer bytes = allocate(values.length * Short.BYTES);
    bytes.asShortBuffer().put(values);
    return bytes.array();
  }

  /** The numbers again. */
  public static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
