package org.pixelwhy.report.chart;

import java.util.List;
import org.pixelwhy.tensor.Text;

/**
 * Numbers between 0 and 1 as horizontal bars, as an SVG file to be printed: nothing in it is loaded
 * from elsewhere.
 *
 * @param title above
 * @param across what the numbers are
 * @param bars at least one
 */
public record SvgBars(String title, String across, List<Bar> bars) {
  private static final int WIDTH = 720;
  private static final int TOP = 44;
  private static final int LEFT = 300;
  private static final int ACROSS = 340;
  private static final int ROW = 22;

  /**
   * A bar.
   *
   * @param value 0 to 1
   * @param behind whether it is only there to be compared with: grey
   */
  public record Bar(String name, double value, boolean behind) {}

  public String text() {
    int bottom = TOP + ROW * bars.size();
    SvgText svg = new SvgText(WIDTH, bottom + 56);
    svg.label(20, 24, "start", title, "font-size=\"15\" font-weight=\"bold\"");
    for (int k = 0; k <= 5; k++) {
      double x = LEFT + ACROSS * k / 5.0;
      svg.add("<path d=\"M%.1f %dV%d\" stroke=\"#dddddd\"/>", x, TOP, bottom);
      svg.label(x, bottom + 18, "middle", Text.format("%.1f", k / 5.0), "");
    }
    svg.label(LEFT + ACROSS / 2.0, bottom + 42, "middle", across, "");
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double y = TOP + ROW * i;
      svg.label(LEFT - 10, y + 15, "end", bar.name(), "");
      svg.add(
          "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
          LEFT,
          y + 3,
          ACROSS * bar.value(),
          ROW - 6,
          bar.behind() ? "#aaaaaa" : SvgText.COLORS.get(0));
      svg.label(
          LEFT + ACROSS * bar.value() + 6, y + 15, "start", Text.format("%.3f", bar.value()), "");
    }
    return svg.end();
  }
}
