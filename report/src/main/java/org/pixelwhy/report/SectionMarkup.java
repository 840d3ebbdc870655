package org.pixelwhy.report;

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
    String ratio = Text.format("%.5f", (double) image.width() / image.height());
    String size = Text.format("%d x %d pixels (width x height)", image.width(), image.height());
    return section.fill(
        Map.of(
            "parts", parts.of(view.parts()),
            "title", view.title(),
            "target", view.target(),
            "size", size,
            "ratio", ratio,
            "picture", Html.data(image),
            "warnings", warnings.apply(view.warnings()),
            "prediction", view.prediction().map(this::prediction).orElse(Html.NOTHING),
            "maps", HtmlReport.each(view.maps(), this::map),
            "sheet",
                view.contactSheet()
                    .map(picture -> parts.sheet(AT_A_GLANCE, picture))
                    .orElse(Html.NOTHING)));
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

  private Html map(ReportMap view) {
    ColorBar bar = view.bar();
    Coloring coloring = bar.coloring();
    return map.fill(
        Map.of(
            "title", view.title(),
            "description", view.description(),
            "warnings", warnings.apply(view.warnings()),
            "faded", Html.data(FADED.layer(view.grid(), coloring)),
            "solid", Html.data(SOLID.layer(view.grid(), coloring)),
            "strip", Html.data(bar.strip(1, STRIP)),
            "colors", coloring.colors().name(),
            "caption", bar.label(),
            "ticks", HtmlReport.each(bar.ticks(), this::tick),
            "numbers", table.apply("Numbers", view.numbers())));
  }

  private Html tick(ColorBar.Tick view) {
    String place = Text.format("%.2f%%", 100 * view.fraction());
    String side = view.fraction() < 0.1 ? "start" : view.fraction() > 0.9 ? "end" : "middle";
    return tick.fill(Map.of("place", place, "side", side, "text", view.text()));
  }
}
