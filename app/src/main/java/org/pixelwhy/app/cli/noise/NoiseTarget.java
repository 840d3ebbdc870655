package org.pixelwhy.app.cli.noise;

import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.study.training.UtilityData.Truth;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What counts of the masks that a utility shall keep giving.
 *
 * @param channel of the utility; empty for all
 * @param object whether only the largest object of each image counts
 */
record NoiseTarget(OptionalInt channel, boolean object) {
  private static final String OBJECT = "object";

  /**
   * The target that a text names: {@code CLASS} by name or number, {@code object} or {@code
   * object:CLASS}.
   *
   * @param text null for all classes
   * @param classes of the utility
   * @throws InputException if it has no such class, or several of which one must be chosen
   */
  static NoiseTarget of(String text, List<String> classes) {
    if (text == null) {
      return new NoiseTarget(OptionalInt.empty(), false);
    }
    boolean object =
        !classes.contains(text) && (text.equals(OBJECT) || text.startsWith(OBJECT + ":"));
    String name = object ? text.replaceFirst(OBJECT + ":?", "") : text;
    OptionalInt channel = ClassChoice.named(name).among(classes);
    if (object && channel.isEmpty() && classes.size() > 1) {
      throw new InputException(
          Text.format("--target object: name its class: object:CLASS, one of %s", classes));
    }
    return new NoiseTarget(channel, object);
  }

  /**
   * What counts of masks.
   *
   * @param classes of the utility
   */
  Truth of(Truth masks, List<String> classes) {
    // The labels of a network of one class are background and that class.
    int label = classes.size() == 1 ? 1 : channel.orElse(1);
    return object ? masks.ofLargestObject(label) : masks;
  }
}
