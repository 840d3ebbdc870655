package org.pixelwhy.report.view;

import org.pixelwhy.render.ShortNumber;
import org.pixelwhy.tensor.Text;

/** Shares as they are read: whole per cent, and tenths below 1 %. */
public final class Percent {
  private Percent() {}

  public static String of(double share) {
    double percent = 100 * share;
    return (percent > 0 && percent < 1
            ? ShortNumber.format(Math.max(0.1, Math.round(10 * percent) / 10.0))
            : Text.format("%.0f", percent))
        + " %";
  }
}
