package org.pixelwhy.tensor;

import java.nio.ByteBuffer;

/** Reads and writes single elements of every type as doubles. */
final class Elements {
  private Elements() {}

  static double get(DataType type, ByteBuffer data, int i) {
    return switch (type) {
      case FLOAT -> data.getFloat(i * 4);
      case DOUBLE -> data.getDouble(i * 8);
      case INT64 -> data.getLong(i * 8);
      case UINT64 -> unsignedLong(data.getLong(i * 8));
      case INT32 -> data.getInt(i * 4);
      case UINT32 -> Integer.toUnsignedLong(data.getInt(i * 4));
      case INT16 -> data.getShort(i * 2);
      case UINT16 -> Short.toUnsignedInt(data.getShort(i * 2));
      case INT8 -> data.get(i);
      case UINT8, BOOL -> Byte.toUnsignedInt(data.get(i));
      case FLOAT16 -> HalfFloat.toFloat(data.getShort(i * 2));
      case BFLOAT16 -> Float.intBitsToFloat(data.getShort(i * 2) << 16);
    };
  }

  static void put(DataType type, ByteBuffer data, double value) {
    switch (type) {
      case FLOAT -> data.putFloat((float) value);
      case DOUBLE -> data.putDouble(value);
      case INT64, UINT64 -> data.putLong((long) value);
      case INT32, UINT32 -> data.putInt((int) (long) value);
      case INT16, UINT16 -> data.putShort((short) (long) value);
      case INT8, UINT8 -> data.put((byte) (long) value);
      case BOOL -> data.put((byte) (value != 0 ? 1 : 0));
      case FLOAT16 -> data.putShort(HalfFloat.ofFloat((float) value));
      case BFLOAT16 -> data.putShort(HalfFloat.brain((float) value));
    }
  }

  private static double unsignedLong(long bits) {
    return bits >= 0 ? bits : (double) (bits >>> 1) * 2 + (bits & 1);
  }
}
