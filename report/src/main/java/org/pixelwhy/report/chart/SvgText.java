package org.pixelwhy.report.chart;

import java.util.List;
import org.pixelwhy.tensor.Text;

/** An SVG file being written, on white. */
final class SvgText {
  /** Told apart also by colour-blind readers, and dark enough on white. */
  static final List<String> COLORS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#8a6d00");

  private final StringBuilder svg = new StringBuilder();

  SvgText(int width, int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " height=\"%d\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">",
        width, height, width, height);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
  }

  /** An element. */
  void add(String format, Object... values) {
    svg.append(Text.format(format, values)).append('\n');
  }

  /**
   * Words.
   *
   * @param anchor which of its ends is at x: start, middle or end
   * @param more further attributes
   */
  void label(double x, double y, String anchor, String text, String more) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#222222\" %s>%s</text>",
        x, y, anchor, more, escaped(text));
  }

  private static String escaped(String text) {
    return Text.printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The whole file. */
  String end() {
    return svg + "</svg>\n";
  }
}
