package org.pixelwhy.radiomics.feature;

import java.util.OptionalDouble;

/**
 * What a feature comes to: a finite number, or undefined and why. Never both, never neither.
 *
 * @param number empty where it is undefined
 * @param reason why it is undefined; empty where it is not
 */
public record Value(OptionalDouble number, String reason) {
  public Value {
    if (number.isPresent() == !reason.isEmpty()) {
      throw new IllegalArgumentException("a value is a number or has a reason for being none");
    }
  }

  /** A number; undefined where it is none that is finite. */
  public static Value of(double number) {
    return Double.isFinite(number)
        ? new Value(OptionalDouble.of(number), "")
        : undefined("beyond what a double-precision number can hold");
  }

  /** No number, and why. */
  public static Value undefined(String reason) {
    return new Value(OptionalDouble.empty(), reason);
  }

  /** A quotient; undefined where the divisor is 0, for a reason. */
  public static Value ratio(double dividend, double divisor, String reason) {
    return divisor == 0 ? undefined(reason) : of(dividend / divisor);
  }

  /** Whether there is a number. */
  public boolean isDefined() {
    return number.isPresent();
  }

  /** The number, or NaN where it is undefined. */
  public double orNaN() {
    return number.orElse(Double.NaN);
  }

  /** The same where it is defined, else another number: tools have sentinels for what is not. */
  public Value orElse(double sentinel) {
    return isDefined() ? this : of(sentinel);
  }
}
