package org.pixelwhy.render;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Direction;

/**
 * What a reader of medical pictures looks for at their edges: letters for where each edge lies in
 * the patient's body (DICOM's L, R, A, P, H and F: left, right, front, back, head, feet), and a bar
 * of a round length. What is not known is not drawn.
 */
public final class SliceMarks {
  private static final int INK = 0xffffff;
  private static final int RIM = 0x000000;

  /** The letters are drawn once larger for every so many pixels. */
  private static final int PIXELS_PER_SCALE = 256;

  /** A lower picture has no room for letters above each other and the bar. */
  private static final int LEAST_LINES = 5;

  /** The longest part of the width that a bar takes. */
  private static final double LONGEST = 0.25;

  private SliceMarks() {}

  /**
   * A picture with the marks.
   *
   * @param axes of the pixels that it shows, in whatever size it is drawn
   */
  public static Picture over(Picture picture, Axes axes) {
    if (!axes.oriented() && axes.spacing().isEmpty()) {
      return picture;
    }
    int scale = Math.max(1, Math.max(picture.width(), picture.height()) / PIXELS_PER_SCALE);
    Canvas canvas = new Canvas(picture.height(), picture.width(), RIM);
    canvas.picture(picture, 0, 0);
    letters(canvas, picture, axes, scale);
    if (isHigh(picture, scale)) {
      axes.spacing().ifPresent(steps -> bar(canvas, picture, axes, scale));
    }
    return canvas.finish();
  }

  private static void letters(Canvas canvas, Picture picture, Axes axes, int scale) {
    int margin = 2 * scale;
    int middle = (picture.height() - Canvas.lineHeight(scale)) / 2;
    Optional<Direction> down = axes.axis(0).towards();
    Optional<Direction> right = axes.axis(1).towards();
    down.filter(towards -> isHigh(picture, scale))
        .ifPresent(
            towards -> {
              int bottom = picture.height() - Canvas.lineHeight(scale) - margin;
              String up = letter(towards.opposite());
              text(canvas, up, margin, centre(up, picture, scale), scale);
              String low = letter(towards);
              text(canvas, low, bottom, centre(low, picture, scale), scale);
            });
    right.ifPresent(
        towards -> {
          int last = picture.width() - Canvas.textWidth(letter(towards), scale) - margin;
          text(canvas, letter(towards.opposite()), middle, margin, scale);
          text(canvas, letter(towards), middle, last, scale);
        });
  }

  private static boolean isHigh(Picture picture, int scale) {
    return picture.height() >= LEAST_LINES * Canvas.lineHeight(scale);
  }

  private static int centre(String letter, Picture picture, int scale) {
    return (picture.width() - Canvas.textWidth(letter, scale)) / 2;
  }

  private static void bar(Canvas canvas, Picture picture, Axes axes, int scale) {
    Axis across = axes.axis(1);
    double length = across.extent() * across.spacing().orElseThrow().step();
    double most = LONGEST * length;
    double ten = Math.pow(10, Math.floor(Math.log10(most)));
    double round =
        List.of(5.0, 2.0, 1.0).stream().map(n -> n * ten).filter(n -> n <= most).findFirst().get();
    int pixels = Math.max(1, (int) Math.round(round / length * picture.width()));
    int margin = 4 * scale;
    int top = picture.height() - margin - scale;
    canvas.fill(top - 1, margin - 1, scale + 2, pixels + 2, RIM);
    canvas.fill(top, margin, scale, pixels, INK);
    String label = ShortNumber.format(round) + " " + axes.unit().orElseThrow();
    text(canvas, label, top - Canvas.lineHeight(scale) - 1, margin, scale);
  }

  /** White on black and on white. */
  private static void text(Canvas canvas, String text, int top, int left, int scale) {
    for (int down = -1; down <= 1; down++) {
      for (int right = -1; right <= 1; right++) {
        canvas.text(text, top + down, left + right, scale, RIM);
      }
    }
    canvas.text(text, top, left, scale, INK);
  }

  private static String letter(Direction towards) {
    return switch (towards) {
      case LEFT -> "L";
      case RIGHT -> "R";
      case FRONT -> "A";
      case BACK -> "P";
      case HEAD -> "H";
      case FEET -> "F";
    };
  }
}
