package org.pixelwhy.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pixelwhy.render.ShortNumber;
import org.pixelwhy.report.view.HeatTable;
import org.pixelwhy.tensor.Text;

/** The markup of numbers on colours, which let light and dark pages shine through. */
final class HeatMarkup {
  private static final double OPACITY = 0.7;

  private final Template table = Template.of("data-table.html");
  private final Template row = Template.of("data-row.html");
  private final Template plain = Template.of("data-cell.html");
  private final Template heading = Template.of("heat-heading.html");
  private final Template swatch = Template.of("heat-swatch.html");
  private final Template name = Template.of("heat-name.html");
  private final Template cell = Template.of("heat-cell.html");

  Html of(HeatTable data) {
    List<HeatTable.Column> headings = new ArrayList<>();
    headings.add(new HeatTable.Column(data.corner(), OptionalInt.empty()));
    headings.addAll(data.columns());
    data.further().forEach(text -> headings.add(new HeatTable.Column(text, OptionalInt.empty())));
    double greatest = data.greatest();
    return table.fill(
        Map.of(
            "caption", data.caption(),
            "headings", HtmlReport.each(headings, this::heading),
            "rows", HtmlReport.each(data.rows(), each -> row(each, greatest))));
  }

  private Html heading(HeatTable.Column column) {
    Html colour =
        column.rgb().isPresent()
            ? swatch.fill(Map.of("color", Text.format("#%06x", column.rgb().getAsInt() & 0xffffff)))
            : Html.NOTHING;
    return heading.fill(Map.of("swatch", colour, "text", column.name()));
  }

  private Html row(HeatTable.Row data, double greatest) {
    List<Html> cells = new ArrayList<>();
    cells.add(name.fill(Map.of("text", data.name())));
    for (double value : data.values()) {
      cells.add(
          cell.fill(Map.of("color", color(value, greatest), "text", ShortNumber.format(value))));
    }
    for (double value : data.further()) {
      cells.add(plain.fill(Map.of("kind", "number", "text", ShortNumber.format(value))));
    }
    return row.fill(Map.of("cells", Html.all(cells)));
  }

  private static String color(double value, double greatest) {
    double opacity = greatest > 0 ? OPACITY * Math.abs(value) / greatest : 0;
    return Text.format("rgb(%s / %.3f)", value < 0 ? "33 102 172" : "214 47 47", opacity);
  }
}
