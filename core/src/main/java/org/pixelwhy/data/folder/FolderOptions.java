package org.pixelwhy.data.folder;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.data.Windowing;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

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
    Optional<String> layout, Plane plane, Optional<IntensityWindow> window, boolean positiveOnly) {
  private static final IntensityWindow ABDOMEN = new IntensityWindow(-160, 240);
  private static final Optional<IntensityWindow> NONE = Optional.empty();

  /**
   * The options, the plane by its name, without a stated window.
   *
   * @throws InputException if there is no such plane
   */
  public static FolderOptions of(Optional<String> layout, String plane, boolean positiveOnly) {
    for (Plane known : Plane.values()) {
      if (known.name().equalsIgnoreCase(plane)) {
        return new FolderOptions(layout, known, Optional.empty(), positiveOnly);
      }
    }
    throw new InputException(
        Text.format("unknown plane '%s'; there is: axial, coronal, sagittal", plane));
  }

  /**
   * The same with a window for all channels.
   *
   * @throws InputException if it does not rise
   */
  public FolderOptions withWindow(double low, double high) {
    IntensityWindow stated = new IntensityWindow(low, high);
    return new FolderOptions(layout, plane, Optional.of(stated), positiveOnly);
  }

  /**
   * The windows of images that have these channels.
   *
   * @param modalities what the channels are; empty where nobody says it
   */
  Windowing windowing(List<String> modalities) {
    if (window.isPresent() || modalities.isEmpty()) {
      return new Windowing(List.of(window));
    }
    return new Windowing(
        modalities.stream()
            .map(name -> name.equalsIgnoreCase("CT") ? Optional.of(ABDOMEN) : NONE)
            .toList());
  }

  /** Layout found out, axial slices, all of them. */
  public static FolderOptions usual() {
    return new FolderOptions(Optional.empty(), Plane.AXIAL, Optional.empty(), false);
  }
}
