package org.pixelwhy.server.network;

import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.image.Plane;
import org.pixelwhy.tensor.InputException;

/**
 * Which picture is meant: an image, or a slice of one that is a volume.
 *
 * @param image its identifier
 * @param plane of the slice; empty for a picture
 * @param slice from 0; 0 for a picture
 */
public record PictureKey(String image, Optional<Plane> plane, int slice) {
  public PictureKey {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(plane, "plane");
    if (slice < 0 || plane.isEmpty() && slice != 0) {
      throw new InputException(
          "slice: expected a whole number from 0, with a plane: axial, coronal or sagittal");
    }
  }
}
