package org.pixelwhy.report.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Range;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.Percent;
import org.pixelwhy.report.view.ReportMap;
import org.pixelwhy.report.view.TargetRegions;
import org.pixelwhy.tensor.Text;

/** The markup of a map: picture, colour bar, where it lies, and what is folded below. */
final class MapMarkup {
  private static final Overlay FADED = new Overlay(1, true);
  private static final Overlay SOLID = new Overlay(1, false);
  private static final int STRIP = 255;
  private static final String NO_PITFALLS =
      "Where a map is strong is not where the network is right.";

  private final Template map = Template.of("map.html");
  private final Template tick = Template.of("tick.html");
  private final Template shares = Template.of("shares.html");
  private final Template link = Template.of("link.html");
  private final Template item = Template.of("item.html");
  private final BiFunction<String, List<Fact>, Html> table;
  private final Function<List<String>, Html> warnings;

  MapMarkup(BiFunction<String, List<Fact>, Html> table, Function<List<String>, Html> warnings) {
    this.table = table;
    this.warnings = warnings;
  }

  /**
   * The card of a map.
   *
   * @param outline of the target
   */
  Html of(ReportMap view, Html outline, PagePictures pictures) {
    ColorBar bar = view.bar();
    Coloring coloring = bar.coloring();
    List<String> pitfalls = view.about().pitfalls();
    Map<String, Object> values = new HashMap<>();
    values.put("title", view.title());
    values.put("description", view.description());
    values.put("values", values(view, pictures));
    values.put("warnings", warnings.apply(view.warnings()));
    values.put("faded", pictures.address(FADED.layer(view.grid(), coloring)));
    values.put("solid", pictures.address(SOLID.layer(view.grid(), coloring)));
    values.put("outline", outline);
    values.put("strip", Html.data(bar.strip(1, STRIP)));
    values.put("colors", coloring.colors().name());
    values.put("caption", bar.label());
    values.put("named", bar.low().isEmpty() ? "" : " named");
    values.put("ticks", HtmlReport.each(bar.ticks(), each -> tick(each, bar)));
    values.put("shares", view.about().shares().map(this::shares).orElse(Html.NOTHING));
    values.put(
        "pitfalls",
        HtmlReport.each(
            pitfalls.isEmpty() ? List.of(NO_PITFALLS) : pitfalls,
            text -> item.fill(Map.of("text", text))));
    values.put("numbers", table.apply("Numbers", view.numbers()));
    values.put(
        "files",
        HtmlReport.each(
            view.about().files(),
            each -> link.fill(Map.of("name", each.name(), "address", each.address()))));
    return map.fill(values);
  }

  /** What is shown under the pointer, and where on the colour bar it lies. */
  private static Html values(ReportMap view, PagePictures pictures) {
    Grid grid = view.about().measured();
    GridValues numbers = GridValues.of(grid);
    Range range = view.bar().coloring().range();
    String facts =
        Text.format(
            " data-width=\"%d\" data-height=\"%d\" data-step=\"%s\" data-low=\"%s\""
                + " data-high=\"%s\"",
            grid.width(),
            grid.height(),
            Double.toString(numbers.step()),
            Float.toString(range.low()),
            Float.toString(range.high()));
    return Html.all(List.of(Html.raw(facts), pictures.values(numbers)));
  }

  private Html shares(ReportMap.Parts parts) {
    TargetRegions.Shares own = parts.map();
    TargetRegions.Shares area = parts.area();
    return shares.fill(
        Map.of(
            "inside", Percent.of(own.inside()),
            "border", Percent.of(own.border()),
            "outside", Percent.of(own.outside()),
            "insideWidth", width(own.inside()),
            "borderWidth", width(own.border()),
            "outsideWidth", width(own.outside()),
            "insideArea", Percent.of(area.inside()),
            "borderArea", Percent.of(area.border()),
            "outsideArea", Percent.of(area.outside())));
  }

  private static String width(double share) {
    return Text.format("%.2f%%", 100 * share);
  }

  /** Names of the ends stand below their values: side by side there is no room for both. */
  private Html tick(ColorBar.Tick view, ColorBar bar) {
    String place = Text.format("%.2f%%", 100 * view.fraction());
    String side = view.fraction() < 0.1 ? "start" : view.fraction() > 0.9 ? "end" : "middle";
    String name = side.equals("start") ? bar.low() : side.equals("end") ? bar.high() : "";
    boolean named = !name.isEmpty() && view.text().endsWith(" " + name);
    String value =
        named ? view.text().substring(0, view.text().length() - name.length() - 1) : view.text();
    return tick.fill(
        Map.of("place", place, "side", side, "text", value, "name", named ? name : ""));
  }
}
