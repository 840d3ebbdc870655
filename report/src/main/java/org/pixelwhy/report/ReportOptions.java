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
 * @param command the command line that repeats the run; may be empty
 */
public record ReportOptions(
    ColorMap unsigned,
    Optional<IntensityWindow> window,
    boolean values,
    FigureStyle figures,
    String command) {
  public ReportOptions {
    Objects.requireNonNull(unsigned, "unsigned");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(figures, "figures");
    Objects.requireNonNull(command, "command");
  }

  /** The usual colours, and windows that are found. */
  public static ReportOptions usual() {
    return new ReportOptions(ColorMap.VIRIDIS, Optional.empty(), true, FigureStyle.none(), "");
  }

  /** The same through a window. */
  public ReportOptions through(Optional<IntensityWindow> newWindow) {
    return new ReportOptions(unsigned, newWindow, values, figures, command);
  }

  /** The same with pictures alone. */
  public ReportOptions withoutValues() {
    return new ReportOptions(unsigned, window, false, figures, command);
  }

  /** The same with figures for print. */
  public ReportOptions with(FigureStyle newFigures) {
    return new ReportOptions(unsigned, window, values, newFigures, command);
  }

  /** The same with the command line that was given. */
  public ReportOptions repeatedBy(String newCommand) {
    return new ReportOptions(unsigned, window, values, figures, newCommand);
  }
}
