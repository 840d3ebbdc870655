package org.pixelwhy.target;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.Reading;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Predictions drawn by hand. */
final class Predictions {
  private Predictions() {}

  /** Rows of a picture in which each digit is the class that is predicted, of three. */
  static Prediction drawn(String... rows) {
    return drawn(Geometry.identity(rows.length, rows[0].length()), rows);
  }

  /** The same for an image that lies so in the network's input. */
  static Prediction drawn(Geometry geometry, String... rows) {
    int height = rows.length;
    int width = rows[0].length();
    float[] logits = new float[3 * height * width];
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      int pixel = i % (height * width);
      boolean here = rows[pixel / width].charAt(pixel % width) - '0' == i / (height * width);
      logits[i] = here ? 2 : -1;
      probabilities[i] = here ? 0.8f : 0.1f;
    }
    long[] dims = {1, 3, height, width};
    return new Prediction(
        Tensor.of(logits, dims),
        Tensor.of(probabilities, dims),
        new Reading(List.of("rest", "liver", "2"), OptionalInt.of(0), Decision.ARGMAX, geometry));
  }

  /** A mask as rows of dots and hashes. */
  static String draw(Mask mask) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < mask.height(); row++) {
      for (int column = 0; column < mask.width(); column++) {
        text.append(mask.get(row, column) ? '#' : '.');
      }
      text.append('\n');
    }
    return text.toString();
  }

  static String refused(Target target, Prediction prediction) {
    return Assertions.assertThrows(InputException.class, () -> target.mask(prediction))
        .getMessage();
  }
}
