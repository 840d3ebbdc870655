package org.pixelwhy.report.view;

import java.util.List;
import org.pixelwhy.tensor.Text;

/**
 * Rows of plain texts under headings; texts that look like numbers stand to the right.
 *
 * @param caption what the table says
 * @param columns the headings
 * @param rows each with one text for each column
 */
public record DataTable(String caption, List<String> columns, List<List<String>> rows)
    implements ReportPart {
  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            Text.format(
                "table '%s' has %d columns, but a row has %d texts: %s",
                caption, columns.size(), row.size(), row));
      }
    }
  }
}
