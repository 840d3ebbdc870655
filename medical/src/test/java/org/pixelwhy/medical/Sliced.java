package org.pixelwhy.medical;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.image.io.OpenVolumes;

/** Slices as a run reads them, both with room for their volume and without. */
final class Sliced {
  private Sliced() {}

  static Image read(Path volume, Plane plane, int index) {
    return read(new Slices(volume, plane, index));
  }

  static Image read(Path volume, Plane plane, int index, int channel) {
    return read(new Slices(volume, plane, index, index, OptionalInt.of(channel)));
  }

  private static Image read(Slices slice) {
    Image alone;
    try (OpenVolumes none = new OpenVolumes(0)) {
      alone = none.read(slice);
    }
    try (OpenVolumes volumes = OpenVolumes.withinHeap()) {
      Image kept = volumes.read(slice);
      if (!Arrays.equals(alone.values(), kept.values())) {
        throw new AssertionError(slice.name() + " differs where its volume is kept");
      }
      return kept;
    }
  }
}
