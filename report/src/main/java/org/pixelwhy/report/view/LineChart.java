package org.pixelwhy.report.view;

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
   * @param band lower and upper ends about it, each as many as {@code x}; empty for none
   * @param behind whether it is only there to be compared with: thin and grey
   */
  public record Curve(String name, double[] x, double[] y, List<double[]> band, boolean behind) {
    public Curve {
      band = List.copyOf(band);
      for (double[] ends : band) {
        if (band.size() != 2 || ends.length != x.length) {
          throw new IllegalArgumentException("curve '" + name + "' has a band of other places");
        }
      }
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            Text.format("curve '%s' has %d places but %d values", name, x.length, y.length));
      }
      x = x.clone();
      y = y.clone();
    }

    /** A line without a band. */
    public Curve(String name, double[] x, double[] y) {
      this(name, x, y, List.of());
    }

    /** A line in a colour of its own. */
    public Curve(String name, double[] x, double[] y, List<double[]> band) {
      this(name, x, y, band, false);
    }

    /** A line to compare others with. */
    public static Curve behind(String name, double[] x, double[] y) {
      return new Curve(name, x, y, List.of(), true);
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
