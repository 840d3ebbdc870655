package org.pixelwhy.model.card;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The extents that a model takes along one axis, in pixels. */
public sealed interface AxisSize {
  /** Whether the model takes this extent. */
  boolean accepts(int extent);

  /** The least extent that the model takes and that is not below this one, else the greatest. */
  int atLeast(int extent);

  /**
   * Only this extent.
   *
   * @param extent at least 1
   */
  record Fixed(int extent) implements AxisSize {
    public Fixed {
      requirePositive("extent", extent);
    }

    @Override
    public boolean accepts(int other) {
      return other == extent;
    }

    @Override
    public int atLeast(int other) {
      return extent;
    }

    @Override
    public String toString() {
      return Integer.toString(extent);
    }
  }

  /**
   * The extents {@code minimum + k * step}, k = 0, 1, 2 ...
   *
   * @param minimum at least 1
   * @param step at least 1
   */
  record Stepped(int minimum, int step) implements AxisSize {
    public Stepped {
      requirePositive("minimum", minimum);
      requirePositive("step", step);
    }

    @Override
    public boolean accepts(int other) {
      return other >= minimum && (other - minimum) % step == 0;
    }

    @Override
    public int atLeast(int other) {
      long steps = Math.max(0, ((long) other - minimum + step - 1) / step);
      return Math.toIntExact(minimum + steps * step);
    }

    @Override
    public String toString() {
      return minimum == step ? "multiple of " + step : minimum + " + multiple of " + step;
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new InputException(Text.format("illegal %s %d, must be at least 1", what, value));
    }
  }
}
