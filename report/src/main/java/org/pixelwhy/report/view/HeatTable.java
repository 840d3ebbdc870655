package org.pixelwhy.report.view;

import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.tensor.Text;

/**
 * Numbers under and beside names, each on a colour: red above 0, blue below, the stronger the
 * further from it.
 *
 * @param caption what the table says
 * @param corner what rows and columns are
 * @param columns what stands above the coloured numbers
 * @param further what stands above numbers without colour, to the right of them
 * @param rows the lines
 */
public record HeatTable(
    String caption, String corner, List<Column> columns, List<String> further, List<Row> rows)
    implements ReportPart {
  public HeatTable {
    columns = List.copyOf(columns);
    further = List.copyOf(further);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.values().size() != columns.size() || row.further().size() != further.size()) {
        throw new IllegalArgumentException(
            Text.format("table '%s': row '%s' has other columns", caption, row.name()));
      }
    }
  }

  /**
   * A column.
   *
   * @param name above it
   * @param rgb {@code 0xRRGGBB} of what it is about in pictures; empty where it has no colour
   */
  public record Column(String name, OptionalInt rgb) {}

  /**
   * A row.
   *
   * @param name beside it
   * @param values of the coloured columns
   * @param further of the others
   */
  public record Row(String name, List<Double> values, List<Double> further) {
    public Row {
      values = List.copyOf(values);
      further = List.copyOf(further);
    }
  }

  /** The greatest magnitude of the coloured values, which has the full colour. */
  public double greatest() {
    return rows.stream()
        .flatMap(row -> row.values().stream())
        .mapToDouble(Math::abs)
        .max()
        .orElse(0);
  }
}
