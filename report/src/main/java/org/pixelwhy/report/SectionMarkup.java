package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Picture;
import org.pixelwhy.tensor.Text;

/** The markup of one image's results. */
final class SectionMarkup {
  private static final Overlay FADED = new Overlay(1, true);
  private static final Overlay SOLID = new Overlay(1, false);
  private static final String AT_A_GLANCE = "All maps at a glance";
  private static final int STRIP = 255;

  private final Template section = Template.of("section.html");
  private final Template several = Template.of("section-several.html");
  private final Template question = Template.of("question.html");
  private final Template image = Template.of("image.html");
  private final Template prediction = Template.of("prediction.html");
  private final Template legend = Template.of("legend.html");
  private final Template map = Template.of("map.html");
  private final Template tick = Template.of("tick.html");
  private final PartMarkup parts = new PartMarkup();
  private final BiFunction<String, List<Fact>, Html> table;
  private final Function<List<String>, Html> warnings;

  SectionMarkup(BiFunction<String, List<Fact>, Html> table, Function<List<String>, Html> warnings) {
    this.table = table;
    this.warnings = warnings;
  }

  Html of(ReportSection view) {
    Picture image = view.image();
    Map<String, Object> values = new HashMap<>();
    values.put("title", view.title());
    values.put("ratio", Text.format("%.5f", (double) image.width() / image.height()));
    values.put("picture", Html.data(image));
    values.put("image", card(view));
    values.put("prediction", view.prediction().map(this::prediction).orElse(Html.NOTHING));
    if (view.questions().size() != 1) {
      values.put("warnings", warnings.apply(view.warnings()));
      values.put("questions", HtmlReport.each(view.questions(), this::question));
      return several.fill(values);
    }
    ReportSection.Question only = view.questions().get(0);
    values.putAll(values(only, "h3"));
    List<String> all = new ArrayList<>(only.warnings());
    all.addAll(view.warnings());
    values.put("warnings", warnings.apply(all));
    return section.fill(values);
  }

  private Html card(ReportSection view) {
    return this.image.fill(Map.of("title", view.title(), "size", view.size()));
  }

  private Html question(ReportSection.Question view) {
    return question.fill(values(view, "h4"));
  }

  /**
   * What the answers to a question fill in.
   *
   * @param heading the element that the title of a map is in
   */
  private Map<String, Object> values(ReportSection.Question view, String heading) {
    Html sheet =
        view.contactSheet().map(picture -> parts.sheet(AT_A_GLANCE, picture)).orElse(Html.NOTHING);
    return Map.of(
        "target", view.target(),
        "warnings", warnings.apply(view.warnings()),
        "outline", view.outline().map(SectionMarkup::outline).orElse(Html.NOTHING),
        "parts", parts.of(view.parts().stream().filter(part -> !isChart(part)).toList()),
        "charts", parts.of(view.parts().stream().filter(SectionMarkup::isChart).toList()),
        "maps", HtmlReport.each(view.maps(), map -> map(map, heading)),
        "sheet", sheet);
  }

  private Html prediction(ReportSection.Prediction view) {
    Html entries =
        HtmlReport.each(
            view.legend(),
            entry ->
                legend.fill(
                    Map.of(
                        "name", entry.name(),
                        "color", Text.format("#%06x", entry.rgb() & 0xffffff))));
    return prediction.fill(Map.of("layer", Html.data(view.layer()), "legend", entries));
  }

  /** For the maps' style; once for all of them. */
  private static Html outline(Picture layer) {
    return Html.all(List.of(Html.raw("--target: url("), Html.data(layer), Html.raw(")")));
  }

  /** What is read after the maps, and takes much room. */
  private static boolean isChart(ReportPart part) {
    return part instanceof LineChart;
  }

  private Html map(ReportMap view, String heading) {
    ColorBar bar = view.bar();
    Coloring coloring = bar.coloring();
    return map.fill(
        Map.ofEntries(
            Map.entry("heading", heading),
            Map.entry("title", view.title()),
            Map.entry("description", view.description()),
            Map.entry("warnings", warnings.apply(view.warnings())),
            Map.entry("faded", Html.data(FADED.layer(view.grid(), coloring))),
            Map.entry("solid", Html.data(SOLID.layer(view.grid(), coloring))),
            Map.entry("strip", Html.data(bar.strip(1, STRIP))),
            Map.entry("colors", coloring.colors().name()),
            Map.entry("caption", bar.label()),
            Map.entry("named", Html.raw(bar.low().isEmpty() ? "" : " named")),
            Map.entry("ticks", HtmlReport.each(bar.ticks(), each -> tick(each, bar))),
            Map.entry("numbers", table.apply("Numbers", view.numbers()))));
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
