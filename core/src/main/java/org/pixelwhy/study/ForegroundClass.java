package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Which class of a network masks are looked at of. */
public final class ForegroundClass {
  private ForegroundClass() {}

  /**
   * The channel of the class that is stated, or of the only one besides the background.
   *
   * @throws InputException if it must be stated, or there is no such class
   */
  public static int of(SegmentationModel network, ClassChoice choice) {
    List<String> names = network.classNames();
    OptionalInt stated = choice.among(names);
    if (stated.isPresent()) {
      return stated.getAsInt();
    }
    List<Integer> open = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      if (!network.background().equals(OptionalInt.of(k))) {
        open.add(k);
      }
    }
    if (open.size() != 1) {
      throw InputException.about(
          "class of the masks",
          Text.format("the network has several classes %s; state the one to look at", names));
    }
    return open.get(0);
  }

  /**
   * The label that the class has in a data set.
   *
   * @param labels how many the data set has, the background's among them
   * @throws InputException if the data set has no such label
   */
  public static int label(SegmentationModel network, int channel, int labels, String dataset) {
    int label = network.classNames().size() == 1 ? 1 : channel;
    if (label >= labels) {
      throw new InputException(
          Text.format(
              "class %d (%s) of the network has no masks: the data set %s has labels 0 to %d",
              channel, network.classNames().get(channel), dataset, labels - 1));
    }
    return label;
  }
}
