package org.pixelwhy.render;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

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

  /** Pixels that a title takes. */
  private static final int TITLE = Canvas.lineHeight(1) + 3;

  /**
   * A picture and what it shows.
   *
   * @param lines texts below the picture
   */
  public record Entry(String title, Picture picture, List<String> lines) {
    public Entry {
      lines = List.copyOf(lines);
    }

    public Entry(String title, Picture picture) {
      this(title, picture, List.of());
    }
  }

  /**
   * Entries that belong together; a group starts a new row.
   *
   * @param heading may be empty
   */
  public record Group(String heading, List<Entry> entries) {
    public Group {
      entries = List.copyOf(entries);
    }
  }

  public ContactSheet {
    if (columns < 1 || cell < 16 || padding < 0) {
      throw new InputException(
          Text.format(
              "illegal contact sheet: %d columns of %d pixels, %d between; at least 1, 16, 0 are"
                  + " needed",
              columns, cell, padding));
    }
  }

  /** Six columns of 160 pixels. */
  public static ContactSheet usual() {
    return new ContactSheet(6, 160, 12);
  }

  /** The sheet; as many rows as the entries need, each as tall as its tallest picture. */
  public Picture draw(List<Entry> entries) {
    return drawGroups(List.of(new Group("", entries)));
  }

  /** The sheet, group below group. */
  public Picture drawGroups(List<Group> groups) {
    List<Entry> all = groups.stream().flatMap(group -> group.entries().stream()).toList();
    if (all.isEmpty()) {
      throw new InputException("no picture for the contact sheet; give at least one");
    }
    List<Row> rows = groups.stream().flatMap(group -> rows(group).stream()).toList();
    long stepAcross = (long) cell + padding;
    int across = rows.stream().mapToInt(row -> row.entries().size()).max().orElse(1);
    long height = padding + rows.stream().mapToLong(this::height).sum();
    Canvas canvas = new Canvas(height, padding + across * stepAcross, PAPER);
    List<String> titles =
        Titles.shortened(all.stream().map(Entry::title).toList(), cell, Canvas.FONT_SIZE);
    int drawn = 0;
    int top = padding;
    for (Row row : rows) {
      canvas.text(row.heading(), top, padding, 2, INK);
      int down = top + headingHeight(row);
      for (int i = 0; i < row.entries().size(); i++) {
        int left = (int) (padding + i * stepAcross);
        canvas.text(titles.get(drawn++), down, left, 1, INK);
        draw(canvas, row.entries().get(i), down, left, tallest(row));
      }
      top += (int) height(row);
    }
    return canvas.finish();
  }

  /**
   * Entries that stand side by side.
   *
   * @param heading above them, may be empty
   */
  private record Row(String heading, List<Entry> entries) {}

  private List<Row> rows(Group group) {
    List<Row> rows = new ArrayList<>();
    int count = group.entries().size();
    for (int first = 0; first < count; first += columns) {
      List<Entry> entries = group.entries().subList(first, Math.min(first + columns, count));
      rows.add(new Row(first == 0 ? group.heading() : "", entries));
    }
    return rows;
  }

  /** What a row takes, with the space below it. */
  private long height(Row row) {
    int lines = row.entries().stream().mapToInt(entry -> entry.lines().size()).max().orElse(0);
    long texts = TITLE + (long) lines * Canvas.lineHeight(1);
    return headingHeight(row) + texts + tallest(row) + padding;
  }

  private int tallest(Row row) {
    return row.entries().stream().mapToInt(entry -> fittedHeight(entry.picture())).max().orElse(0);
  }

  private static int headingHeight(Row row) {
    return row.heading().isEmpty() ? 0 : Canvas.lineHeight(2) + 6;
  }

  private void draw(Canvas canvas, Entry entry, int top, int left, int tallest) {
    Picture picture = fitted(entry.picture());
    canvas.picture(picture, top + TITLE, left + (cell - picture.width()) / 2);
    for (int i = 0; i < entry.lines().size(); i++) {
      int below = top + TITLE + tallest + 2 + i * Canvas.lineHeight(1);
      canvas.text(Canvas.shortened(entry.lines().get(i), cell, 1), below, left, 1, INK);
    }
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
