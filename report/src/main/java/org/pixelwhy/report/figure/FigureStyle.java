package org.pixelwhy.report.figure;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How figures for print are made.
 *
 * @param formats kinds of files, none where there are to be none
 * @param sheet what is on a figure, and how large it is
 * @param look how its panels look
 */
public record FigureStyle(Set<Format> formats, Sheet sheet, Look look) {
  /** Kinds of files. */
  public enum Format {
    PNG(".png"),
    SVG(".svg"),
    PDF(".pdf");

    private final String suffix;

    Format(String suffix) {
      this.suffix = suffix;
    }

    /** How names of such files end. */
    public String suffix() {
      return suffix;
    }
  }

  public FigureStyle {
    formats = Set.copyOf(formats);
  }

  /** No figures; if there were some, a PNG of everything, as wide as a page. */
  public static FigureStyle none() {
    return new FigureStyle(Set.of(), Sheet.usual(), Look.usual());
  }

  /**
   * What is on a figure.
   *
   * @param panels {@code image}, {@code mask} and identifiers of methods, in their order; none for
   *     all
   * @param columns panels in a row, at most; else as many as there is room for
   * @param millimetres width of the figure
   * @param dpi pixels per inch
   */
  public record Sheet(List<String> panels, OptionalInt columns, double millimetres, int dpi) {
    public Sheet {
      panels = List.copyOf(panels);
      if (columns.isPresent() && (columns.getAsInt() < 1 || columns.getAsInt() > 20)) {
        throw new InputException("a figure has from 1 to 20 columns; found " + columns.getAsInt());
      }
      if (!(millimetres >= 20 && millimetres <= 1000)) {
        throw new InputException(
            "a figure is from 20 to 1000 mm wide; found " + millimetres + " mm");
      }
      if (dpi < 30 || dpi > 1200) {
        throw new InputException("a figure has from 30 to 1200 pixels per inch; found " + dpi);
      }
    }

    /** Everything, 180 mm wide as a page of two columns is, at 300 dpi. */
    public static Sheet usual() {
      return new Sheet(List.of(), OptionalInt.empty(), 180, 300);
    }
  }

  /**
   * How panels look.
   *
   * @param colors of maps without negative values
   * @param opacity of maps over the image, from 0 to 1
   * @param outline colour {@code 0xRRGGBB} of the target's outline
   * @param outlineWidth in points; 0 for no outline
   */
  public record Look(ColorMap colors, double opacity, int outline, double outlineWidth) {
    public Look {
      if (colors.diverging()) {
        throw new InputException(
            Text.format(
                "colour map \"%s\" is for maps with a sign, which have it anyway; choose another",
                colors));
      }
      if (!(opacity >= 0 && opacity <= 1)) {
        throw new InputException("illegal opacity: " + opacity + ", must be between 0 and 1");
      }
      if (!(outlineWidth >= 0 && outlineWidth <= 20)) {
        throw new InputException(
            "an outline is from 0 to 20 points wide; found " + outlineWidth + " points");
      }
    }

    /** The same in the colour map of a name. */
    public Look withColors(String name) {
      return new Look(ColorMap.named(name), opacity, outline, outlineWidth);
    }

    /** A white line of 0.9 points, maps of opacity 0.85. */
    public static Look usual() {
      return new Look(ColorMap.VIRIDIS, 0.85, 0xffffff, 0.9);
    }
  }
}
