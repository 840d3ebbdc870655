package org.pixelwhy.render;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.tensor.InputException;

/**
 * Pictures, lines and texts on white, in points: crisp at any size, for print and screen.
 *
 * @param width in points of 1/72 inch
 * @param marks in the order in which they are drawn
 */
public record Drawing(double width, double height, List<Mark> marks) {
  private static final double POINTS_PER_INCH = 72;
  private static final int PAPER = 0xffffff;

  public Drawing {
    if (!(width > 0 && height > 0)) {
      throw new InputException(
          "a drawing must have an extent; found " + width + " x " + height + " points");
    }
    marks = List.copyOf(marks);
  }

  /**
   * As pixels.
   *
   * @param dpi pixels per inch
   */
  public Picture picture(double dpi) {
    double scale = dpi / POINTS_PER_INCH;
    Canvas canvas = new Canvas(Math.round(height * scale), Math.round(width * scale), PAPER);
    for (Mark mark : marks) {
      draw(canvas, mark, scale);
    }
    return canvas.finish();
  }

  private static void draw(Canvas canvas, Mark mark, double scale) {
    if (mark instanceof Mark.Raster raster) {
      int[] place = pixels(raster.frame(), scale);
      canvas.picture(raster.picture().resized(place[2], place[3]), place[0], place[1]);
    } else if (mark instanceof Mark.Box box) {
      int[] place = pixels(box.frame(), scale);
      canvas.fill(place[0], place[1], place[2], place[3], box.rgb());
    } else if (mark instanceof Mark.Label label) {
      canvas.text(
          label.text(),
          label.left() * scale,
          label.baseline() * scale,
          label.size() * scale,
          label.rgb());
    } else if (mark instanceof Mark.Line line) {
      Mark.Pen pen = line.pen();
      List<double[]> rings = new ArrayList<>();
      for (double[] ring : line.rings()) {
        rings.addAll(Dashes.of(ring, pen.dash()));
      }
      canvas.line(scaled(rings, scale), pen.width() * scale, pen.rgb(), pen.opacity());
    }
  }

  /** Top, left, rows and columns; frames that meet do so in pixels too. */
  private static int[] pixels(Mark.Frame frame, double scale) {
    int top = (int) Math.round(frame.top() * scale);
    int left = (int) Math.round(frame.left() * scale);
    int bottom = (int) Math.round((frame.top() + frame.height()) * scale);
    int right = (int) Math.round((frame.left() + frame.width()) * scale);
    return new int[] {top, left, Math.max(1, bottom - top), Math.max(1, right - left)};
  }

  private static List<double[]> scaled(List<double[]> rings, double scale) {
    List<double[]> scaled = new ArrayList<>();
    for (double[] ring : rings) {
      double[] larger = ring.clone();
      for (int i = 0; i < larger.length; i++) {
        larger[i] *= scale;
      }
      scaled.add(larger);
    }
    return scaled;
  }

  /** As SVG; texts are texts, in Liberation Sans or a font as wide. */
  public String svg() {
    return DrawingSvg.text(this);
  }
}
