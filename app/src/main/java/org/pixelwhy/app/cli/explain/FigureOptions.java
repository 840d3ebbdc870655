package org.pixelwhy.app.cli.explain;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.report.figure.FigureStyle;
import org.pixelwhy.report.figure.FigureStyle.Format;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Option;

/** Figures for papers. */
final class FigureOptions {
  private static final String GIVES_FORMAT =
      "Option %s says how figures look; add --figure svg, or pdf or png.";

  @Option(
      names = "--figure",
      split = ",",
      paramLabel = "FORMAT",
      description = {
        "Figures for papers beside the other pictures: png, svg, pdf (text and outlines stay",
        "crisp in the last two)."
      })
  private List<String> formats = List.of();

  @Option(
      names = "--figure-panels",
      split = ",",
      paramLabel = "NAME",
      description = "What is on it, in order: image, mask and methods (everything).")
  private List<String> panels = List.of();

  @Option(
      names = "--figure-columns",
      paramLabel = "N",
      description = "Panels in a row (as many as there is room for, 4 at most).")
  private String columns;

  @Option(
      names = "--figure-width",
      paramLabel = "MM",
      description = "Width in mm, such as 85 for one column of a journal (180).")
  private String width;

  @Option(names = "--figure-dpi", paramLabel = "N", description = "Pixels per inch (300).")
  private String dpi;

  @Option(
      names = "--figure-colors",
      paramLabel = "NAME",
      description = "Colour map of maps without sign (viridis), such as magma.")
  private String colors;

  @Option(
      names = "--figure-opacity",
      paramLabel = "X",
      description = "Opacity of maps over the image, from 0 to 1 (0.85).")
  private String opacity;

  @Option(
      names = "--figure-outline",
      paramLabel = "COLOR",
      description = "Colour of the target's outline, such as ffcc00 (ffffff).")
  private String outline;

  @Option(
      names = "--figure-outline-width",
      paramLabel = "PT",
      description = "Its width in points; 0 for none (0.9).")
  private String outlineWidth;

  /** The style as given. */
  FigureStyle style() {
    requireFormat();
    Set<Format> chosen = EnumSet.noneOf(Format.class);
    formats.forEach(name -> chosen.add(format(name)));
    FigureStyle.Sheet sheet = FigureStyle.Sheet.usual();
    FigureStyle.Look usual = FigureStyle.Look.usual();
    FigureStyle.Look look = colors == null ? usual : usual.withColors(colors);
    return new FigureStyle(
        chosen,
        new FigureStyle.Sheet(
            panels,
            columns == null
                ? OptionalInt.empty()
                : OptionalInt.of((int) Numbers.whole("--figure-columns", columns, 1)),
            width == null ? sheet.millimetres() : Numbers.real("--figure-width", width),
            dpi == null ? sheet.dpi() : (int) Numbers.whole("--figure-dpi", dpi, 1)),
        new FigureStyle.Look(
            look.colors(),
            opacity == null ? look.opacity() : Numbers.real("--figure-opacity", opacity),
            outline == null ? look.outline() : color(outline),
            outlineWidth == null
                ? look.outlineWidth()
                : Numbers.real("--figure-outline-width", outlineWidth)));
  }

  /** What would have no effect is a slip. */
  private void requireFormat() {
    if (!formats.isEmpty()) {
      return;
    }
    Object[][] others = {
      {"--figure-panels", panels.isEmpty() ? null : panels},
      {"--figure-columns", columns},
      {"--figure-width", width},
      {"--figure-dpi", dpi},
      {"--figure-colors", colors},
      {"--figure-opacity", opacity},
      {"--figure-outline", outline},
      {"--figure-outline-width", outlineWidth}
    };
    for (Object[] option : others) {
      if (option[1] != null) {
        throw new InputException(Text.format(GIVES_FORMAT, option[0]));
      }
    }
  }

  private static Format format(String name) {
    return switch (name) {
      case "png" -> Format.PNG;
      case "svg" -> Format.SVG;
      case "pdf" -> Format.PDF;
      default ->
          throw new InputException(
              Text.format("--figure \"%s\": expected png, svg or pdf, or several of them", name));
    };
  }

  private static int color(String text) {
    String hex = text.startsWith("#") ? text.substring(1) : text;
    if (!hex.matches("[0-9a-fA-F]{6}")) {
      throw new InputException(
          Text.format(
              "--figure-outline \"%s\": expected red, green and blue as six hexadecimal digits, such"
                  + " as ffcc00",
              text));
    }
    return Integer.parseInt(hex, 16);
  }
}
