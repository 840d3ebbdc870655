package org.pixelwhy.medical;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Element types of NIfTI files that are single numbers. */
enum NiftiType {
  UINT8(2, 1),
  INT16(4, 2),
  INT32(8, 4),
  FLOAT32(16, 4),
  FLOAT64(64, 8),
  INT8(256, 1),
  UINT16(512, 2),
  UINT32(768, 4),
  INT64(1024, 8),
  UINT64(1280, 8);

  private final int code;
  private final int bytes;

  NiftiType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  static NiftiType of(Path file, int code) {
    for (NiftiType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    String found =
        switch (code) {
          case 1 -> "single bits";
          case 32, 1792, 2048 -> "complex numbers";
          case 128, 2304 -> "colours";
          case 1536 -> "128-bit floats";
          default -> Text.format("the unknown type %d; the file is damaged", code);
        };
    throw new InputException(
        Text.format(
            "%s: expected voxels that are whole numbers or floats of up to 64 bits, found %s",
            file, found));
  }

  int bytes() {
    return bytes;
  }

  double get(ByteBuffer in, int at) {
    return switch (this) {
      case UINT8 -> Byte.toUnsignedInt(in.get(at));
      case INT8 -> in.get(at);
      case INT16 -> in.getShort(at);
      case UINT16 -> Short.toUnsignedInt(in.getShort(at));
      case INT32 -> in.getInt(at);
      case UINT32 -> Integer.toUnsignedLong(in.getInt(at));
      case INT64 -> in.getLong(at);
      case UINT64 -> unsigned(in.getLong(at));
      case FLOAT32 -> in.getFloat(at);
      case FLOAT64 -> in.getDouble(at);
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }
}
