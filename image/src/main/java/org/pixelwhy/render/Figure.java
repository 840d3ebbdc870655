package org.pixelwhy.render;

/**
 * A picture to save or print: title above, colour bar below, on white.
 *
 * @param title shortened in the middle where it is too long; may be empty
 * @param picture what is shown; small ones are enlarged
 * @param bar the key to its colours
 */
public record Figure(String title, Picture picture, ColorBar bar) {
  private static final int LEAST_WIDTH = 400;
  private static final int WIDTH_PER_SCALE = 320;
  private static final int INK = 0x222222;
  private static final int PAPER = 0xffffff;

  /** The whole figure. */
  public Picture draw() {
    Picture shown = picture.enlarged(Math.max(1, -Math.floorDiv(-LEAST_WIDTH, picture.width())));
    int scale = Math.max(1, Math.round((float) shown.width() / WIDTH_PER_SCALE));
    int margin = 4 * scale;
    Picture key = bar.draw(shown.width(), scale);
    int top = title.isEmpty() ? 0 : Canvas.lineHeight(scale) + 2 * margin;
    Canvas canvas = new Canvas((long) top + shown.height() + key.height(), shown.width(), PAPER);
    String text = Canvas.shortened(title, shown.width() - 2 * margin, scale);
    canvas.text(text, margin, margin, scale, INK);
    canvas.picture(shown, top, 0);
    canvas.picture(key, top + shown.height(), 0);
    return canvas.finish();
  }
}
