package org.pixelwhy.data.folder;

import java.util.Optional;
import org.pixelwhy.image.Plane;
import org.pixelwhy.onnx.graph.InputException;

/**
 * How a data set's files are read.
 *
 * @param layout name of the layout; empty finds it out
 * @param plane along which volumes are cut
 * @param window values of a volume that become 0 and 1, in all channels; empty takes -160 to 240
 *     for CT (abdomen, Hounsfield units), else the first and last percent of each channel
 * @param positiveOnly whether slices of volumes without a segment are left out
 */
public record FolderOptions(
    Optional<String> layout, Plane plane, Optional<Window> window, boolean positiveOnly) {
  /**
   * A range of values.
   *
   * @param low becomes 0, as all below
   * @param high becomes 1, as all above
   */
  public record Window(double low, double high) {
    public Window {
      if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
        throw new InputException(
            "illegal window: from %s to %s, must rise and be finite".formatted(low, high));
      }
    }
  }

  /**
   * The options, the plane by its name.
   *
   * @throws InputException if there is no such plane
   */
  public static FolderOptions of(
      Optional<String> layout, String plane, Optional<Window> window, boolean positiveOnly) {
    for (Plane known : Plane.values()) {
      if (known.name().equalsIgnoreCase(plane)) {
        return new FolderOptions(layout, known, window, positiveOnly);
      }
    }
    throw new InputException(
        "unknown plane '%s'; there is: axial, coronal, sagittal".formatted(plane));
  }

  /** Layout found out, axial slices, all of them. */
  public static FolderOptions usual() {
    return new FolderOptions(Optional.empty(), Plane.AXIAL, Optional.empty(), false);
  }
}
