package org.pixelwhy.tensor;

/** 16-bit floats: IEEE 754 binary16 and bfloat16, rounded to nearest even. */
public final class HalfFloat {
  private HalfFloat() {}

  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int bits =
        exponent == 0x1f ? 0x7f800000 | mantissa << 13 : (exponent + 112) << 23 | mantissa << 13;
    return Float.intBitsToFloat(sign | bits);
  }

  public static short ofFloat(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    } else if (magnitude >= 65520f) {
      return (short) (sign | 0x7c00);
    } else if (magnitude < 0x1p-14f) {
      // Subnormal halves are multiples of 2^-24.
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
    }
    int bits = Float.floatToRawIntBits(magnitude);
    int rounded = bits + 0xfff + (bits >> 13 & 1);
    return (short) (sign | (rounded - (112 << 23)) >> 13);
  }

  public static short brain(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) (bits + 0x7fff + (bits >> 16 & 1) >>> 16);
  }
}
