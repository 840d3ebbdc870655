package org.pixelwhy.app.cli.noise;

import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.study.training.UtilityData.Truth;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
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
    if (!object) {
      return new NoiseTarget(OptionalInt.of(channel(text, classes)), false);
    }
    if (!text.equals(OBJECT)) {
      String name = text.substring(OBJECT.length() + 1);
      return new NoiseTarget(OptionalInt.of(channel(name, classes)), true);
    }
    if (classes.size() > 1) {
      throw new InputException(
          Text.format("--target object: name its class: object:CLASS, one of %s", classes));
    }
    return new NoiseTarget(OptionalInt.empty(), true);
  }

  private static int channel(String name, List<String> classes) {
    int found = classes.indexOf(name);
    if (found < 0) {
      try {
        found = Integer.parseInt(name);
      } catch (NumberFormatException e) {
        found = -1;
      }
    }
    if (found < 0 || found >= classes.size()) {
      throw new InputException(
          Text.format(
              "--target: the network has no class '%s'.%s",
              name, NearestNames.suggest(name, classes)));
    }
    return found;
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
