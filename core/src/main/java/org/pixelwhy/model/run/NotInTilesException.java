package org.pixelwhy.model.run;

import org.pixelwhy.tensor.InputException;

/** A question has no answer where the network runs tile by tile; others may have one. */
public final class NotInTilesException extends InputException {
  private static final long serialVersionUID = 1L;

  NotInTilesException(String message) {
    super(message);
  }

  static NotInTilesException layer(String tensor) {
    return new NotInTilesException(
        "each tile has layers of its own, and the image as a whole has none (layer '"
            + tensor
            + "'): in tiles, choose methods that explain the image itself, such as saliency,"
            + " integrated-gradients, lrp or occlusion; or explain it without tiles");
  }

  static NotInTilesException output(String rules, String output) {
    return new NotInTilesException(
        "rules '"
            + rules
            + "' go through the activation of a tile, but "
            + output
            + " of an image in tiles follow from the blended logits: ask about logits");
  }
}
