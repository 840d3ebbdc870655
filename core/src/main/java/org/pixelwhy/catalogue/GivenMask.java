package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A mask that a file holds.
 *
 * @param label of the pixels that belong to it; where none is given, all that are not zero
 */
public record GivenMask(Path file, OptionalInt label) {
  public GivenMask {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(label, "label");
  }
}
