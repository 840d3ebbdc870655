package org.pixelwhy.overlap;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The plain mean of a measure over classes. */
final class ClassMean {
  private ClassMean() {}

  static double of(List<Mask> a, List<Mask> b, ToDoubleBiFunction<Mask, Mask> measure) {
    if (a.isEmpty() || a.size() != b.size()) {
      throw new InputException(
          Text.format(
              "a mean over classes needs as many masks on both sides and at least one, found %d and %d",
              a.size(), b.size()));
    }
    double sum = 0;
    for (int k = 0; k < a.size(); k++) {
      sum += measure.applyAsDouble(a.get(k), b.get(k));
    }
    return sum / a.size();
  }
}
