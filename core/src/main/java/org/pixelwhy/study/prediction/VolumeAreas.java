package org.pixelwhy.study.prediction;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.image.Plane;

/**
 * What the slices of a volume come to together.
 *
 * @param volume a file or folder
 * @param plane of the slices
 * @param channel that they are of; empty for all
 * @param slices how many were predicted
 * @param areas one for each class but the background
 */
public record VolumeAreas(
    Path volume, Plane plane, OptionalInt channel, int slices, List<ClassArea> areas) {
  public VolumeAreas {
    areas = List.copyOf(areas);
  }
}
