package org.pixelwhy.render;

import java.util.Base64;
import org.pixelwhy.tensor.Text;

/** The text of a drawing as SVG, pictures inside. */
final class DrawingSvg {
  private static final String FONT = "'Liberation Sans', Arial, Helvetica, sans-serif";

  private final StringBuilder out = new StringBuilder();

  private DrawingSvg() {}

  static String text(Drawing drawing) {
    DrawingSvg svg = new DrawingSvg();
    svg.out.append(
        Text.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%spt\" height=\"%spt\""
                + " viewBox=\"0 0 %s %s\" font-family=\"%s\">%n",
            number(drawing.width()),
            number(drawing.height()),
            number(drawing.width()),
            number(drawing.height()),
            FONT));
    svg.out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    drawing.marks().forEach(svg::append);
    return svg.out.append("</svg>\n").toString();
  }

  private void append(Mark mark) {
    if (mark instanceof Mark.Raster raster) {
      String png = Base64.getEncoder().encodeToString(raster.picture().png());
      out.append("<image ")
          .append(frame(raster.frame()))
          .append(" preserveAspectRatio=\"none\" href=\"data:image/png;base64,")
          .append(png)
          .append("\"/>\n");
    } else if (mark instanceof Mark.Box box) {
      String fill = Text.format(" fill=\"%s\"/>%n", color(box.rgb()));
      out.append("<rect ").append(frame(box.frame())).append(fill);
    } else if (mark instanceof Mark.Label label) {
      out.append(
          Text.format(
              "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>%n",
              number(label.left()),
              number(label.baseline()),
              number(label.size()),
              color(label.rgb()),
              escaped(label.text())));
    } else if (mark instanceof Mark.Line line) {
      append(line);
    }
  }

  private void append(Mark.Line line) {
    Mark.Pen pen = line.pen();
    out.append(
        Text.format(
            "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\""
                + " stroke-linejoin=\"round\"",
            color(pen.rgb()), number(pen.width()), number(pen.opacity())));
    if (pen.dash() > 0) {
      out.append(Text.format(" stroke-dasharray=\"%s\"", number(pen.dash())));
    }
    out.append(" d=\"");
    for (double[] ring : line.rings()) {
      for (int i = 0; i < ring.length; i += 2) {
        out.append(i == 0 ? 'M' : 'L').append(number(ring[i])).append(' ');
        out.append(number(ring[i + 1]));
      }
      out.append('Z');
    }
    out.append("\"/>\n");
  }

  private static String frame(Mark.Frame frame) {
    return Text.format(
        "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"",
        number(frame.left()), number(frame.top()), number(frame.width()), number(frame.height()));
  }

  /** Two digits behind the point are hundredths of a point. */
  private static String number(double value) {
    String text = Text.format("%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  private static String color(int rgb) {
    return Text.format("#%06x", rgb & 0xffffff);
  }

  private static String escaped(String text) {
    return Text.printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
