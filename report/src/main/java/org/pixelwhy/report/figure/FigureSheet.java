package org.pixelwhy.report.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.Drawing;
import org.pixelwhy.render.Lettering;
import org.pixelwhy.render.Mark;
import org.pixelwhy.render.Mark.Anchor;
import org.pixelwhy.render.Mark.Frame;
import org.pixelwhy.render.Mark.Label;
import org.pixelwhy.render.Mark.Raster;
import org.pixelwhy.render.MaskRings;
import org.pixelwhy.render.Picture;
import org.pixelwhy.render.Titles;

/** Lays panels out in rows, on a page of the width that was asked for. */
public final class FigureSheet {
  private static final double POINTS_PER_MM = 72 / 25.4;
  private static final double GAP = 10;
  private static final double TITLE = 8;
  private static final double TEXT = 6.5;
  private static final double LINE = 8;
  private static final double TITLE_LINE = 12;
  private static final double STRIP = 5;
  private static final double SWATCH = 5;
  private static final int INK = 0x222222;
  private static final int RIM = 0x000000;
  private static final double RIM_OPACITY = 0.75;
  private static final double RIM_WIDTHS = 2.5;
  private static final double DASH_WIDTHS = 3.5;
  private static final int USUAL_COLUMNS = 4;
  private static final double LEAST_CELL = 90;
  private static final int STRIP_STEPS = 256;

  private final FigureStyle style;
  private final List<Mark> marks = new ArrayList<>();

  private FigureSheet(FigureStyle style) {
    this.style = style;
  }

  /** The figure; at least one panel is needed. */
  public static Drawing draw(List<Panel> panels, FigureStyle style) {
    return new FigureSheet(style).lay(panels);
  }

  private Drawing lay(List<Panel> panels) {
    double width = style.sheet().millimetres() * POINTS_PER_MM;
    int columns = columns(panels.size(), width);
    double cell = (width - (columns - 1) * GAP) / columns;
    List<String> titles =
        Titles.shortened(numbered(panels.stream().map(Panel::title).toList()), cell, TITLE);
    double top = 0;
    for (int first = 0; first < panels.size(); first += columns) {
      double bottom = top;
      for (int i = first; i < Math.min(panels.size(), first + columns); i++) {
        double left = (i - first) * (cell + GAP);
        bottom = Math.max(bottom, panel(panels.get(i), titles.get(i), top, left, cell));
      }
      top = bottom + GAP;
    }
    return new Drawing(width, top - GAP, marks);
  }

  private int columns(int panels, double width) {
    int room = (int) Math.max(1, Math.floor((width + GAP) / (LEAST_CELL + GAP)));
    int most = Math.min(USUAL_COLUMNS, room);
    // Six are two rows of three rather than four and two.
    int rows = (panels + most - 1) / most;
    return Math.min(panels, style.sheet().columns().orElse((panels + rows - 1) / rows));
  }

  /** Equal titles are told apart by a number. */
  private static List<String> numbered(List<String> titles) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> numbered = new ArrayList<>();
    for (String title : titles) {
      int count = seen.merge(title, 1, Integer::sum);
      numbered.add(count == 1 ? title : title + " (" + count + ")");
    }
    return numbered;
  }

  /** Returns where it ends. */
  private double panel(Panel panel, String title, double top, double left, double width) {
    marks.add(new Label(title, left, top + TITLE, TITLE, INK, Anchor.START));
    Picture base = panel.base();
    double height = width * base.height() / base.width();
    Frame frame = new Frame(left, top + TITLE_LINE, width, height);
    double pixels = style.sheet().dpi() / 72.0;
    int columns = (int) Math.max(1, Math.round(width * pixels));
    int rows = (int) Math.max(1, Math.round(height * pixels));
    marks.add(new Raster(panel.layer().apply(base.resized(rows, columns)), frame));
    panel.lines().forEach(border -> outline(border, frame));
    double below = top + TITLE_LINE + height;
    if (panel.bar().isPresent()) {
      return bar(panel.bar().get(), below + 4, left, width);
    }
    return legend(panel.legend(), below, left, width);
  }

  private void outline(Panel.Border border, Frame frame) {
    double line = style.look().outlineWidth();
    List<double[]> rings = MaskRings.of(border.mask());
    if (line == 0 || rings.isEmpty()) {
      return;
    }
    double across = frame.width() / border.mask().width();
    double down = frame.height() / border.mask().height();
    // At the image's edge a line stays inside of the picture.
    double inside = RIM_WIDTHS * line / 2;
    double apart = Math.min(across, down) * thickness(border.mask(), rings);
    boolean narrow = border.dashed() && apart < RIM_WIDTHS * line;
    if (narrow) {
      // Both sides would cover what lies between them, and that is what a map of a border shows.
      rings.removeIf(FigureSheet::isHole);
    }
    for (double[] ring : rings) {
      for (int i = 0; i < ring.length; i += 2) {
        ring[i] = frame.left() + kept(across * ring[i], inside, frame.width());
        ring[i + 1] = frame.top() + kept(down * ring[i + 1], inside, frame.height());
      }
    }
    double pen = narrow ? line / 2 : line;
    double dash = border.dashed() ? DASH_WIDTHS * line : 0;
    double rimDash = narrow ? dash : 0;
    marks.add(new Mark.Line(rings, new Mark.Pen(RIM_WIDTHS * pen, RIM, RIM_OPACITY, rimDash)));
    marks.add(new Mark.Line(rings, new Mark.Pen(pen, border.rgb(), 1, dash)));
  }

  /** Members lie to the right of a line: around a part it runs clockwise, around a hole not. */
  private static boolean isHole(double[] ring) {
    double twice = 0;
    for (int i = 2; i < ring.length; i += 2) {
      twice += ring[i - 2] * ring[i + 1] - ring[i] * ring[i - 1];
    }
    return twice < 0;
  }

  /** How far the two sides of a narrow band are apart, in pixels. */
  private static double thickness(Mask band, List<double[]> rings) {
    double length = 0;
    for (double[] ring : rings) {
      for (int i = 2; i < ring.length; i += 2) {
        length += Math.abs(ring[i] - ring[i - 2]) + Math.abs(ring[i + 1] - ring[i - 1]);
      }
    }
    return 2 * band.indices().length / length;
  }

  private static double kept(double place, double inside, double extent) {
    return Math.max(inside, Math.min(extent - inside, place));
  }

  private double bar(ColorBar bar, double top, double left, double width) {
    marks.add(new Mark.Box(new Frame(left, top, width, STRIP), INK));
    double edge = 0.4;
    Frame inside = new Frame(left + edge, top + edge, width - 2 * edge, STRIP - 2 * edge);
    marks.add(new Raster(bar.strip(1, STRIP_STEPS), inside));
    double baseline = top + STRIP + TEXT + 1;
    List<ColorBar.Tick> ticks = bar.ticks();
    double free = left;
    double last = left + width - Lettering.width(ticks.get(ticks.size() - 1).text(), TEXT);
    for (int i = 0; i < ticks.size(); i++) {
      ColorBar.Tick tick = ticks.get(i);
      double text = Lettering.width(tick.text(), TEXT);
      double x = left + tick.fraction() * width - text / 2;
      double start = Math.min(left + width - text, Math.max(left, x));
      boolean fits = i == ticks.size() - 1 || ticks.size() == 1 || start + text + 3 <= last;
      if (start >= free && fits) {
        marks.add(new Label(tick.text(), start, baseline, TEXT, INK, Anchor.START));
        free = start + text + 3;
      }
    }
    double end = baseline;
    for (String line : wrapped(bar.label(), width)) {
      end += LINE;
      marks.add(new Label(line, left, end, TEXT, INK, Anchor.START));
    }
    return end + 2;
  }

  private double legend(List<Panel.Key> keys, double top, double left, double width) {
    double x = left;
    double baseline = top + TEXT + 4;
    for (Panel.Key key : keys) {
      String name = Lettering.shortened(key.name(), width - SWATCH - 3, TEXT);
      double needed = SWATCH + 3 + Lettering.width(name, TEXT) + 8;
      if (x > left && x + needed - 8 > left + width) {
        x = left;
        baseline += LINE;
      }
      marks.add(new Mark.Box(new Frame(x, baseline - SWATCH, SWATCH, SWATCH), key.rgb()));
      marks.add(new Label(name, x + SWATCH + 3, baseline, TEXT, INK, Anchor.START));
      x += needed;
    }
    return keys.isEmpty() ? top : baseline + 2;
  }

  private static List<String> wrapped(String text, double room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Lettering.width(longer, TEXT) > room) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.add(Lettering.shortened(line, room, TEXT));
    }
    return lines;
  }
}
