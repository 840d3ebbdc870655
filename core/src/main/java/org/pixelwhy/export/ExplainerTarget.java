package org.pixelwhy.export;

import java.util.Objects;
import java.util.OptionalInt;
import org.pixelwhy.image.Mask;

/** What an explainer asks about every image: a target whose pixels are nodes of a graph. */
public sealed interface ExplainerTarget {
  /**
   * The pixels predicted as a class, or their border only.
   *
   * @param classIndex where none is given, the class with the most pixels besides the background
   */
  record Predicted(OptionalInt classIndex, boolean border) implements ExplainerTarget {}

  /**
   * Given pixels.
   *
   * @param pixels in the geometry of the network's output
   * @param classIndex where none is given, the one predicted at most of the pixels
   */
  record Region(Mask pixels, OptionalInt classIndex) implements ExplainerTarget {
    public Region {
      Objects.requireNonNull(pixels, "pixels");
    }
  }

  /**
   * Every pixel.
   *
   * @param classIndex where none is given, the class with the most pixels besides the background
   */
  record Everywhere(OptionalInt classIndex) implements ExplainerTarget {}

  /** Whatever the explainer's second input says: the weights W {@code [1,K,H',W']} themselves. */
  record Seed() implements ExplainerTarget {}
}
