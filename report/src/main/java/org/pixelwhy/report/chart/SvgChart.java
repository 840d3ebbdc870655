package org.pixelwhy.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.Text;

/**
 * Curves between 0 and 1 both ways as an SVG file, to be printed: nothing in it is loaded from
 * elsewhere.
 *
 * @param title above
 * @param across name of the horizontal axis, which is in percent
 * @param up name of the vertical axis
 * @param lines at least one
 */
public record SvgChart(String title, String across, String up, List<Line> lines) {
  private static final int WIDTH = 720;
  private static final int TOP = 44;
  private static final int LEFT = 62;
  private static final int ACROSS = 420;
  private static final int UP = 320;
  private static final int LEGEND = 20;

  /**
   * A line.
   *
   * @param x 0 to 1
   * @param y 0 to 1
   * @param band lower and upper ends around it; empty for none
   * @param behind whether it is only there to be compared with: grey, dashed
   */
  public record Line(String name, double[] x, double[] y, List<double[]> band, boolean behind) {}

  public String text() {
    SvgText svg = new SvgText(WIDTH, Math.max(TOP + UP + 60, TOP + 20 + LEGEND * lines.size()));
    svg.label(LEFT, 24, "start", title, "font-size=\"15\" font-weight=\"bold\"");
    axes(svg);
    List<Line> order = new ArrayList<>(lines);
    order.sort((a, b) -> Boolean.compare(b.behind(), a.behind()));
    for (Line line : order) {
      draw(svg, line);
    }
    for (int i = 0; i < lines.size(); i++) {
      legend(svg, i);
    }
    return svg.end();
  }

  private void axes(SvgText svg) {
    for (int k = 0; k <= 5; k++) {
      double at = k / 5.0;
      svg.add(
          "<path d=\"M%s %sH%sM%s %sV%s\" stroke=\"#dddddd\" fill=\"none\"/>",
          px(0), py(at), px(1), px(at), py(0), py(1));
      svg.label(LEFT - 8, TOP + UP - at * UP + 4, "end", Text.format("%.1f", at), "");
      svg.label(LEFT + at * ACROSS, TOP + UP + 18, "middle", 20 * k + "", "");
    }
    svg.label(LEFT + ACROSS / 2.0, TOP + UP + 42, "middle", across, "");
    String turned = Text.format("transform=\"rotate(-90 18 %d)\"", TOP + UP / 2);
    svg.label(18, TOP + UP / 2.0, "middle", up, turned);
  }

  private void draw(SvgText svg, Line line) {
    if (!line.band().isEmpty()) {
      List<String> corners = new ArrayList<>();
      double[] low = line.band().get(0);
      double[] high = line.band().get(1);
      for (int i = 0; i < low.length; i++) {
        corners.add(px(line.x()[i]) + "," + py(low[i]));
      }
      for (int i = high.length - 1; i >= 0; i--) {
        corners.add(px(line.x()[i]) + "," + py(high[i]));
      }
      svg.add(
          "<polygon points=\"%s\" fill=\"%s\" opacity=\"0.15\"/>",
          String.join(" ", corners), color(line));
    }
    List<String> points = new ArrayList<>();
    for (int i = 0; i < line.x().length; i++) {
      points.add(px(line.x()[i]) + "," + py(line.y()[i]));
    }
    svg.add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" %s/>",
        points.stream().collect(Collectors.joining(" ")), color(line), stroke(line));
  }

  private void legend(SvgText svg, int number) {
    Line line = lines.get(number);
    int x = LEFT + ACROSS + 18;
    int y = TOP + 10 + LEGEND * number;
    svg.add(
        "<path d=\"M%d %dh24\" stroke=\"%s\" fill=\"none\" %s/>", x, y, color(line), stroke(line));
    svg.label(x + 30, y + 4, "start", line.name(), "");
  }

  /** Those behind take no colour from the others. */
  private String color(Line line) {
    if (line.behind()) {
      return "#777777";
    }
    List<Line> own = lines.stream().filter(other -> !other.behind()).toList();
    return SvgText.COLORS.get(own.indexOf(line) % SvgText.COLORS.size());
  }

  private String stroke(Line line) {
    if (!line.behind()) {
      int number = lines.stream().filter(other -> !other.behind()).toList().indexOf(line);
      String dash = number < SvgText.COLORS.size() ? "" : " stroke-dasharray=\"8 4\"";
      return "stroke-width=\"2\"" + dash;
    }
    int number = lines.stream().filter(Line::behind).toList().indexOf(line);
    return Text.format("stroke-width=\"1\" stroke-dasharray=\"%d 3\"", 2 + 2 * number);
  }

  private static String px(double share) {
    return Text.format("%.2f", LEFT + share * ACROSS);
  }

  private static String py(double value) {
    return Text.format("%.2f", TOP + UP - value * UP);
  }
}
