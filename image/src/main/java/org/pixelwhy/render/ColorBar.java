package org.pixelwhy.render;

import java.util.ArrayList;
import java.util.List;

/**
 * The key to a map's colours: a strip from the low to the high end, with ticks at both ends and at
 * zero.
 *
 * @param coloring what the colours mean
 * @param label what the values are, with their unit; may be empty
 * @param low what the low end stands for, in a word; may be empty
 * @param high what the high end stands for
 */
public record ColorBar(Coloring coloring, String label, String low, String high) {
  private static final int STRIP_HEIGHT = 14;
  private static final int TICK = 4;
  private static final int INK = 0x222222;
  private static final int PAPER = 0xffffff;

  /** With ends that have no name. */
  public ColorBar(Coloring coloring, String label) {
    this(coloring, label, "", "");
  }

  /**
   * A labelled place on the bar.
   *
   * @param fraction from 0 (low end) to 1 (high end)
   * @param text the value there
   */
  public record Tick(double fraction, String text) {}

  /**
   * Low end, zero if it lies inside, high end; one tick only where all values are the same. Ends
   * beyond which values lie say so.
   */
  public List<Tick> ticks() {
    Range range = coloring.range();
    List<Tick> ticks = new ArrayList<>();
    if (range.low() == range.high()) {
      ticks.add(new Tick(range.fraction(range.low()), ShortNumber.format(range.low())));
      return ticks;
    }
    boolean open = range.clips() && range.kind() != Range.Kind.FROM_ZERO;
    ticks.add(new Tick(0, end(open ? "\u2264 " : "", range.low(), low)));
    if (range.low() < 0 && range.high() > 0) {
      ticks.add(new Tick(range.fraction(0), "0"));
    }
    ticks.add(new Tick(1, end(range.clips() ? "\u2265 " : "", range.high(), high)));
    return ticks;
  }

  private static String end(String sign, float value, String name) {
    return sign + ShortNumber.format(value) + (name.isEmpty() ? "" : " " + name);
  }

  /** The colours alone, low end at the left. */
  public Picture strip(int height, int width) {
    int[] argb = Picture.allocate(height, width);
    for (int i = 0; i < argb.length; i++) {
      double fraction = width == 1 ? 0.5 : (double) (i % width) / (width - 1);
      argb[i] = Picture.OPAQUE | coloring.colors().rgb(fraction);
    }
    return new Picture(height, width, argb);
  }

  /** The strip with the label above and ticks below, on white, of the width asked for. */
  public Picture draw(int width, int scale) {
    int line = Canvas.lineHeight(scale);
    int margin = 4 * scale;
    int bar = Math.max(1, width - 2 * margin);
    int top = label.isEmpty() ? margin : margin + line + scale;
    int bottom = top + STRIP_HEIGHT * scale;
    Canvas canvas = new Canvas(bottom + TICK * scale + scale + line, width, PAPER);
    canvas.text(Canvas.shortened(label, bar, scale), margin, margin, scale, INK);
    canvas.fill(top - 1, margin - 1, STRIP_HEIGHT * scale + 2, bar + 2, INK);
    canvas.picture(strip(STRIP_HEIGHT * scale, bar), top, margin);
    int free = 0;
    List<Tick> ticks = ticks();
    int reserved = width - margin - Canvas.textWidth(ticks.get(ticks.size() - 1).text(), scale);
    for (int i = 0; i < ticks.size(); i++) {
      int x = margin + (int) Math.round(ticks.get(i).fraction() * (bar - 1));
      canvas.fill(bottom, x - scale / 2, TICK * scale, scale, INK);
      int text = Canvas.textWidth(ticks.get(i).text(), scale);
      int left = Math.min(width - margin - text, Math.max(margin, x - text / 2));
      boolean last = i == ticks.size() - 1;
      if (left >= free && (last || left + text + margin <= reserved || ticks.size() == 1)) {
        canvas.text(ticks.get(i).text(), bottom + TICK * scale + scale, left, scale, INK);
        free = left + text + margin;
      }
    }
    return canvas.finish();
  }
}
