package org.pixelwhy.model;

import java.util.Objects;
import org.pixelwhy.tensor.Tensor;

/** What an input other than the image is held at. */
public sealed interface GivenInput {
  /** One number everywhere, such as a flag or a time step. */
  record Number(double value) implements GivenInput {}

  /**
   * An array, such as a second image, in the network's own layout.
   *
   * @param source where it comes from, for messages
   */
  record Array(Tensor values, String source) implements GivenInput {
    public Array {
      Objects.requireNonNull(values, "values");
      Objects.requireNonNull(source, "source");
    }
  }
}
