package org.pixelwhy.app.cli.option;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Sizes of memory as people write them: {@code 512M}, {@code 2G}, or bytes. */
public final class MemorySize {
  private MemorySize() {}

  /**
   * The bytes that {@code --memory} states.
   *
   * @throws InputException if it states none
   */
  public static long bytes(String text) {
    String digits = text.strip().replaceFirst("(?i)[KMG](i?B)?$", "");
    String unit = text.strip().substring(digits.length());
    int shift =
        unit.isEmpty() ? 0 : 10 * (1 + "KMG".indexOf(Character.toUpperCase(unit.charAt(0))));
    try {
      return Math.multiplyExact(Long.parseLong(digits), 1L << shift);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new InputException(
          Text.format("--memory: expected a size such as 512M or 2G, found '%s'", text), e);
    }
  }
}
