package org.pixelwhy.render;

import java.util.List;
import org.pixelwhy.onnx.graph.InputException;

/**
 * Titled pictures in rows and columns, on white.
 *
 * @param columns pictures per row, at least 1
 * @param cell the longer side of every picture in pixels, at least 16; each is resized to it
 * @param padding space between pictures in pixels, at least 0
 */
public record ContactSheet(int columns, int cell, int padding) {
  private static final int INK = 0x222222;
  private static final int PAPER = 0xffffff;

  /** A picture and what it shows. */
  public record Entry(String title, Picture picture) {}

  public ContactSheet {
    if (columns < 1 || cell < 16 || padding < 0) {
      throw new InputException(
          "illegal contact sheet: %d columns of %d pixels, %d between; at least 1, 16, 0 are needed"
              .formatted(columns, cell, padding));
    }
  }

  /** Six columns of 160 pixels. */
  public static ContactSheet usual() {
    return new ContactSheet(6, 160, 12);
  }

  /** The sheet; as many rows as the entries need, the last one may be shorter. */
  public Picture draw(List<Entry> entries) {
    if (entries.isEmpty()) {
      throw new InputException("no picture for the contact sheet; give at least one");
    }
    int across = Math.min(columns, entries.size());
    int down = (entries.size() + columns - 1) / columns;
    int title = Canvas.lineHeight(1) + 3;
    int tallest = entries.stream().mapToInt(entry -> fittedHeight(entry.picture())).max().orElse(0);
    long stepDown = (long) title + tallest + padding;
    long stepAcross = (long) cell + padding;
    Canvas canvas = new Canvas(padding + down * stepDown, padding + across * stepAcross, PAPER);
    for (int i = 0; i < entries.size(); i++) {
      int top = (int) (padding + i / columns * stepDown);
      int left = (int) (padding + i % columns * stepAcross);
      canvas.text(Canvas.shortened(entries.get(i).title(), cell, 1), top, left, 1, INK);
      Picture picture = fitted(entries.get(i).picture());
      canvas.picture(picture, top + title, left + (cell - picture.width()) / 2);
    }
    return canvas.finish();
  }

  private int fittedHeight(Picture picture) {
    int longer = Math.max(picture.height(), picture.width());
    return Math.max(1, Math.round((float) picture.height() * cell / longer));
  }

  private Picture fitted(Picture picture) {
    int longer = Math.max(picture.height(), picture.width());
    int width = Math.max(1, Math.round((float) picture.width() * cell / longer));
    return picture.resized(fittedHeight(picture), width);
  }
}
