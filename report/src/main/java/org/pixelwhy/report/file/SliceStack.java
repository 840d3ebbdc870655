package org.pixelwhy.report.file;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;

/**
 * Slices of one volume along one plane.
 *
 * @param volume a file or folder
 * @param channel empty for all of them
 */
public record SliceStack(Path volume, Plane plane, OptionalInt channel) {
  /** The one that a slice belongs to. */
  public static SliceStack of(Slices slice) {
    return new SliceStack(slice.volume(), slice.plane(), slice.channel());
  }

  /** The slice that an image is; empty where it is none. */
  public static Optional<Slices> slice(ImageSource source) {
    if (source instanceof ImageSource.Filled filled) {
      return slice(filled.source());
    }
    return source instanceof Slices slice ? Optional.of(slice) : Optional.empty();
  }
}
