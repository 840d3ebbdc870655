package org.pixelwhy.report;

import java.util.List;
import org.pixelwhy.tensor.Text;

/**
 * Curves over a common horizontal axis, drawn in the reader's browser by Chart.js.
 *
 * @param title what the chart shows
 * @param across name and unit of the horizontal axis
 * @param up name and unit of the vertical axis
 * @param curves at least one
 */
public record LineChart(String title, String across, String up, List<Curve> curves)
    implements ReportPart {
  public LineChart {
    curves = List.copyOf(curves);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("chart '" + title + "' has no curve");
    }
  }

  /**
   * One line. A point that is not finite is a gap.
   *
   * @param name what the legend calls it
   * @param x rising
   * @param y as many as {@code x}
   */
  public record Curve(String name, double[] x, double[] y) {
    public Curve {
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            Text.format("curve '%s' has %d places but %d values", name, x.length, y.length));
      }
      x = x.clone();
      y = y.clone();
    }

    @Override
    public double[] x() {
      return x.clone();
    }

    @Override
    public double[] y() {
      return y.clone();
    }
  }
}
