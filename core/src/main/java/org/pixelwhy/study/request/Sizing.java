package org.pixelwhy.study.request;

import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.model.card.ImagePreparation.Size;

/** How images are brought to a size that a network takes. */
public sealed interface Sizing {
  /** As a whole, of a size that is chosen by the image and the network. */
  Sizing WHOLE = new Whole(Optional.empty());

  /** The size that is stated, of images or tiles. */
  Optional<Size> size();

  /**
   * As a whole.
   *
   * @param size of the input, where it is not to be chosen
   */
  record Whole(Optional<Size> size) implements Sizing {}

  /**
   * In tiles.
   *
   * @param size of a tile; empty for the only one that the network takes
   * @param overlap of neighbours in pixels; empty for the usual
   */
  record InTiles(Optional<Size> size, OptionalInt overlap) implements Sizing {}
}
