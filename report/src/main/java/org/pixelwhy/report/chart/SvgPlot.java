package org.pixelwhy.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.pixelwhy.tensor.Text;

/**
 * Lines or points over axes of any numbers as an SVG file, to be printed: nothing in it is loaded
 * from elsewhere.
 *
 * @param title above
 * @param across name of the horizontal axis
 * @param up name of the vertical axis
 * @param series at least one
 */
public record SvgPlot(String title, String across, String up, List<Series> series) {
  private static final int WIDTH = 720;
  private static final int TOP = 44;
  private static final int LEFT = 76;
  private static final int ACROSS = 440;
  private static final int UP = 320;
  private static final int LEGEND = 20;
  private static final int TICKS = 5;

  /**
   * What belongs together; places that are not finite are left out.
   *
   * @param points whether there are points only, or a line
   */
  public record Series(String name, double[] x, double[] y, boolean points) {
    /** The same in the order of its places. */
    public Series rising() {
      int[] order =
          IntStream.range(0, x.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> x[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      return new Series(
          name,
          IntStream.of(order).mapToDouble(i -> x[i]).toArray(),
          IntStream.of(order).mapToDouble(i -> y[i]).toArray(),
          points);
    }
  }

  public SvgPlot {
    series = List.copyOf(series);
  }

  public String text() {
    SvgText svg = new SvgText(WIDTH, Math.max(TOP + UP + 60, TOP + 20 + LEGEND * series.size()));
    svg.label(LEFT, 24, "start", title, "font-size=\"15\" font-weight=\"bold\"");
    Axis x = Axis.of(values(Series::x));
    Axis y = Axis.of(values(Series::y));
    axes(svg, x, y);
    for (int i = 0; i < series.size(); i++) {
      draw(svg, i, x, y);
      legend(svg, i);
    }
    return svg.end();
  }

  private interface Places {
    double[] of(Series series);
  }

  private double[] values(Places places) {
    return series.stream()
        .flatMapToDouble(each -> DoubleStream.of(places.of(each)))
        .filter(Double::isFinite)
        .toArray();
  }

  private void axes(SvgText svg, Axis x, Axis y) {
    for (double at : x.ticks()) {
      double px = LEFT + x.share(at) * ACROSS;
      svg.add("<path d=\"M%.2f %dV%d\" stroke=\"#dddddd\"/>", px, TOP + UP, TOP);
      svg.label(px, TOP + UP + 18, "middle", x.label(at), "");
    }
    for (double at : y.ticks()) {
      double py = TOP + UP - y.share(at) * UP;
      svg.add("<path d=\"M%d %.2fH%d\" stroke=\"#dddddd\"/>", LEFT, py, LEFT + ACROSS);
      svg.label(LEFT - 8, py + 4, "end", y.label(at), "");
    }
    svg.label(LEFT + ACROSS / 2.0, TOP + UP + 42, "middle", across, "");
    String turned = Text.format("transform=\"rotate(-90 18 %d)\"", TOP + UP / 2);
    svg.label(18, TOP + UP / 2.0, "middle", up, turned);
  }

  private void draw(SvgText svg, int number, Axis x, Axis y) {
    Series own = series.get(number);
    List<String> line = new ArrayList<>();
    for (int i = 0; i < own.x().length; i++) {
      if (!Double.isFinite(own.x()[i]) || !Double.isFinite(own.y()[i])) {
        continue;
      }
      double px = LEFT + x.share(own.x()[i]) * ACROSS;
      double py = TOP + UP - y.share(own.y()[i]) * UP;
      if (own.points()) {
        svg.add("<circle cx=\"%.2f\" cy=\"%.2f\" r=\"5\" fill=\"%s\"/>", px, py, color(number));
      }
      line.add(Text.format("%.2f,%.2f", px, py));
    }
    if (!own.points()) {
      svg.add(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
          String.join(" ", line), color(number));
    }
  }

  private void legend(SvgText svg, int number) {
    int x = LEFT + ACROSS + 18;
    int y = TOP + 10 + LEGEND * number;
    svg.add("<path d=\"M%d %dh24\" stroke=\"%s\" stroke-width=\"4\"/>", x, y, color(number));
    svg.label(x + 30, y + 4, "start", series.get(number).name(), "");
  }

  private static String color(int number) {
    return SvgText.COLORS.get(number % SvgText.COLORS.size());
  }

  /**
   * From where to where an axis goes, and by which steps.
   *
   * @param step a power of ten, or 2 or 5 times one
   */
  private record Axis(double low, double high, double step) {
    static Axis of(double[] values) {
      double least = DoubleStream.of(values).min().orElse(0);
      double most = DoubleStream.of(values).max().orElse(1);
      double width = most > least ? most - least : Math.max(1, Math.abs(most));
      double power = Math.pow(10, Math.floor(Math.log10(width / TICKS)));
      double rough = width / TICKS / power;
      double step = power * (rough <= 1 ? 1 : rough <= 2 ? 2 : rough <= 5 ? 5 : 10);
      double low = Math.floor(least / step) * step;
      double high = Math.max(low + step, Math.ceil(most / step) * step);
      return new Axis(low, high, step);
    }

    double share(double value) {
      return (value - low) / (high - low);
    }

    List<Double> ticks() {
      int count = (int) Math.round((high - low) / step);
      List<Double> ticks = new ArrayList<>();
      for (int k = 0; k <= count; k++) {
        ticks.add(low + k * step);
      }
      return ticks;
    }

    String label(double value) {
      int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
      return Text.format("%." + digits + "f", value);
    }
  }

  /** The series of things that each have a place. */
  public static <T> Series points(
      String name, List<T> things, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    return new Series(
        name,
        things.stream().mapToDouble(x).toArray(),
        things.stream().mapToDouble(y).toArray(),
        true);
  }
}
