package org.pixelwhy.report;

import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.report.figure.FigureStyle;

/**
 * What a report shows and keeps of results.
 *
 * @param unsigned colour map of maps without negative values
 * @param window the values that measured images are shown through; empty for the file's own, else
 *     the model card's, else what fits
 * @param values whether maps and masks are kept as numbers too, beside their pictures
 * @param figures for print, which are written beside the other pictures
 */
public record ReportOptions(
    ColorMap unsigned, Optional<IntensityWindow> window, boolean values, FigureStyle figures) {
  public ReportOptions {
    Objects.requireNonNull(unsigned, "unsigned");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(figures, "figures");
  }

  /** The usual colours, and windows that are found. */
  public static ReportOptions usual() {
    return new ReportOptions(ColorMap.VIRIDIS, Optional.empty(), true, FigureStyle.none());
  }

  /** The same through a window. */
  public ReportOptions through(Optional<IntensityWindow> newWindow) {
    return new ReportOptions(unsigned, newWindow, values, figures);
  }

  /** The same with pictures alone. */
  public ReportOptions withoutValues() {
    return new ReportOptions(unsigned, window, false, figures);
  }

  /** The same with figures for print. */
  public ReportOptions with(FigureStyle newFigures) {
    return new ReportOptions(unsigned, window, values, newFigures);
  }
}
