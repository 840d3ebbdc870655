package org.pixelwhy.training.loss;

import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** What is added to both parts of a ratio of sums, so that an image without the class has one. */
final class Smoothing {
  private Smoothing() {}

  static void require(double smoothing) {
    if (!(smoothing > 0 && smoothing < 1e6)) {
      throw new InputException(
          Text.format("illegal smoothing of a loss: %s, must be above 0", smoothing));
    }
  }
}
