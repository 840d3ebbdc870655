package org.pixelwhy.dream;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How an image follows the gradient g of a neuron.
 *
 * <p>With {@code u = g - totalVariation * dTV/dX}, divided by its root mean square where the rule
 * says so, and {@code v = momentum * v + u}: {@code X = X + rate * v}, then blurred, then clipped.
 *
 * @param rule what a step is
 * @param rate alpha; where none is given, the first step changes no value by more than {@link
 *     #FIRST_STEP} of the range
 * @param clips whether values are kept in the range
 * @param momentum 0 for none, below 1
 * @param blur standard deviation in pixels of the Gaussian blur after every step, 0 for none
 * @param totalVariation weight of the image's total variation, 0 for none
 */
public record Ascent(
    Rule rule,
    OptionalDouble rate,
    boolean clips,
    double momentum,
    double blur,
    double totalVariation) {
  /** The share of the range by which the first step changes a value at most. */
  public static final double FIRST_STEP = 0.01;

  /** The plain step, all else off. */
  public static final Ascent PLAIN = new Ascent(Rule.PLAIN, OptionalDouble.empty(), false, 0, 0, 0);

  /** What a step is. */
  public enum Rule {
    /** The gradient itself. */
    PLAIN,
    /** The gradient divided by its root mean square. */
    NORMALISED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Ascent {
    Objects.requireNonNull(rule, "rule");
    if (rate.isPresent() && !(rate.getAsDouble() > 0 && Double.isFinite(rate.getAsDouble()))) {
      throw new InputException(
          Text.format("illegal step size %s, must be above 0", Text.number(rate.getAsDouble())));
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new InputException(
          Text.format("illegal momentum %s, must be from 0 to below 1", Text.number(momentum)));
    }
    requireNotNegative("blur", blur);
    requireNotNegative("weight of the total variation", totalVariation);
  }

  private static void requireNotNegative(String what, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new InputException(
          Text.format("illegal %s %s, must be 0 or more", what, Text.number(value)));
    }
  }

  /** The same with a given rate. */
  public Ascent at(double alpha) {
    return new Ascent(rule, OptionalDouble.of(alpha), clips, momentum, blur, totalVariation);
  }
}
