package org.pixelwhy.render;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as they stand on axes and in tables: three significant digits, the same everywhere. */
public final class ShortNumber {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private ShortNumber() {}

  /** For example 0, 0.125, -3.14, 1240, 2.5e-7. */
  public static String format(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "infinite" : "-infinite";
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -3 && exponent < 5) {
      return rounded.toPlainString();
    }
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }
}
