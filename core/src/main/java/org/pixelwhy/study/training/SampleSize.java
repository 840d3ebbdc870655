package org.pixelwhy.study.training;

import java.util.Optional;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.ImagePreparation.Size;

/**
 * In which sizes images are learned from.
 *
 * @param whole to which images are brought; empty where they are taken as they are
 * @param part of which a step sees parts of them; empty where it sees whole images
 */
public record SampleSize(Optional<Size> whole, Optional<Size> part) {
  /** Whole images. */
  public static SampleSize whole(Optional<Size> size) {
    return new SampleSize(size, Optional.empty());
  }

  /** The size that the network is given, if the images are as this one. */
  Size given(Image first) {
    return part.or(() -> whole).orElseGet(() -> new Size(first.height(), first.width()));
  }
}
