package org.pixelwhy.report;

import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.render.ColorMap;

/**
 * What a report shows and keeps of results.
 *
 * @param unsigned colour map of maps without negative values
 * @param window the values that measured images are shown through; empty for the file's own, else
 *     the model card's, else what fits
 */
public record ReportOptions(ColorMap unsigned, Optional<IntensityWindow> window) {
  public ReportOptions {
    Objects.requireNonNull(unsigned, "unsigned");
    Objects.requireNonNull(window, "window");
  }

  /** The usual colours, and windows that are found. */
  public static ReportOptions usual() {
    return new ReportOptions(ColorMap.VIRIDIS, Optional.empty());
  }

  /** The same through a window. */
  public ReportOptions through(Optional<IntensityWindow> newWindow) {
    return new ReportOptions(unsigned, newWindow);
  }
}
