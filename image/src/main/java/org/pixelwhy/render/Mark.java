package org.pixelwhy.render;

import java.util.List;
import org.pixelwhy.tensor.InputException;

/** What stands on a {@link Drawing}; places and lengths are in points, y downwards. */
public sealed interface Mark {
  /** A rectangle. */
  record Frame(double left, double top, double width, double height) {
    public Frame {
      if (!(width > 0 && height > 0)) {
        throw new InputException(
            "a frame must have an extent; found " + width + " x " + height + " points");
      }
    }
  }

  /** A picture, as large as the frame. */
  record Raster(Picture picture, Frame frame) implements Mark {}

  /** A rectangle of one colour {@code 0xRRGGBB}. */
  record Box(Frame frame, int rgb) implements Mark {}

  /**
   * A line of text.
   *
   * @param x where it begins, ends or has its middle
   * @param baseline what its letters stand on
   * @param size of its font
   */
  record Label(String text, double x, double baseline, double size, int rgb, Anchor anchor)
      implements Mark {
    public Label {
      text = Lettering.drawable(text);
    }

    /** Where it begins. */
    public double left() {
      double width = Lettering.width(text, size);
      return switch (anchor) {
        case START -> x;
        case MIDDLE -> x - width / 2;
        case END -> x - width;
      };
    }
  }

  /** Which end of a text a place means. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * Closed lines.
   *
   * @param rings each {@code x, y, x, y, ...}, the first point repeated at its end
   */
  record Line(List<double[]> rings, Pen pen) implements Mark {
    public Line {
      rings = List.copyOf(rings);
    }
  }

  /**
   * How a line is drawn.
   *
   * @param width in points
   * @param opacity from 0 to 1
   * @param dash length of dashes and gaps in points; 0 for a whole line
   */
  record Pen(double width, int rgb, double opacity, double dash) {
    public Pen {
      if (!(width > 0) || !(opacity >= 0 && opacity <= 1) || !(dash >= 0)) {
        throw new InputException(
            "a line is wider than 0, has an opacity from 0 to 1 and dashes of at least 0; found "
                + width
                + ", "
                + opacity
                + ", "
                + dash);
      }
    }
  }
}
