package org.pixelwhy.tensor;

import java.util.Locale;

/** Element types of tensors, with their code in ONNX files and their size in bytes. */
public enum DataType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  UINT16(4, 2),
  INT16(5, 2),
  INT32(6, 4),
  INT64(7, 8),
  BOOL(9, 1),
  FLOAT16(10, 2),
  DOUBLE(11, 8),
  UINT32(12, 4),
  UINT64(13, 8),
  BFLOAT16(16, 2);

  private final int code;
  private final int bytes;

  DataType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The number that stands for this type in ONNX files ({@code TensorProto.DataType}). */
  public int code() {
    return code;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether gradients can flow through tensors of this type. */
  public boolean isFloating() {
    return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16;
  }

  /**
   * The type with this code.
   *
   * @throws InputException if PixelWhy does not know the type (strings, complex numbers, 4- and
   *     8-bit floats)
   */
  public static DataType ofCode(int code) {
    for (DataType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new InputException(
        "element type "
            + code
            + " of the ONNX standard is not supported; expected one of float, double, float16,"
            + " bfloat16, bool and the 8- to 64-bit integers");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
