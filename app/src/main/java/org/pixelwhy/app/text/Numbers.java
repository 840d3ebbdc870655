package org.pixelwhy.app.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Numbers as users write them. */
public final class Numbers {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(?:[xX](\\d{1,6}))?");

  private Numbers() {}

  /** A decimal number or a fraction such as {@code 1/255}. */
  public static double real(String option, String text) {
    try {
      String[] parts = text.strip().split("/", 2);
      double value = Double.parseDouble(parts[0]);
      double result = parts.length == 1 ? value : value / Double.parseDouble(parts[1]);
      if (Double.isFinite(result)) {
        return result;
      }
    } catch (NumberFormatException e) {
      // Reported below like a number that is not finite.
    }
    throw new InputException(
        Text.format("%s: expected a number such as 0.5 or 1/255, found '%s'", option, text));
  }

  public static List<Double> reals(String option, List<String> texts) {
    return texts.stream().map(text -> real(option, text)).toList();
  }

  public static long whole(String option, String text, long least) {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= Integer.MAX_VALUE) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below like a number that is out of range.
    }
    throw new InputException(
        Text.format("%s: expected a whole number from %d, found '%s'", option, least, text));
  }

  /** {@code WIDTHxHEIGHT}, or one number for both. */
  public static Size size(String option, String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new InputException(
          Text.format("%s: expected WIDTHxHEIGHT such as 512x384, found '%s'", option, text));
    }
    int width = Integer.parseInt(matcher.group(1));
    int height = matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2));
    return new Size(height, width);
  }
}
