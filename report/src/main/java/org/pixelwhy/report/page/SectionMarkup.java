package org.pixelwhy.report.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.report.view.ReportSection;
import org.pixelwhy.report.view.TargetOutline;
import org.pixelwhy.tensor.Text;

/** The markup of one image's results. */
final class SectionMarkup {
  private static final String AT_A_GLANCE = "All maps at a glance";

  private final Template section = Template.of("section.html");
  private final Template question = Template.of("question.html");
  private final Template legend = Template.of("legend.html");
  private final Template shape = Template.of("shape.html");
  private final Template outline = Template.of("outline.html");
  private final Template facts = Template.of("facts.html");
  private final Template fact = Template.of("fact.html");
  private final Template says = Template.of("says.html");
  private final Template item = Template.of("item.html");
  private final PartMarkup parts = new PartMarkup();
  private final MapMarkup maps;
  private final Function<List<String>, Html> warnings;

  SectionMarkup(BiFunction<String, List<Fact>, Html> table, Function<List<String>, Html> warnings) {
    this.maps = new MapMarkup(table, warnings);
    this.warnings = warnings;
  }

  /** The anchor of a question, from that of its section. */
  static String anchor(String section, int question) {
    return section + "-" + (question + 1);
  }

  Html of(ReportSection view, String anchor, PagePictures pictures) {
    Picture image = view.image();
    Html mask =
        view.prediction()
            .map(
                prediction ->
                    Html.all(
                        List.of(
                            Html.raw("--mask: url("),
                            pictures.address(prediction.layer()),
                            Html.raw(")"))))
            .orElse(Html.NOTHING);
    Html questions =
        out -> {
          for (int i = 0; i < view.questions().size(); i++) {
            question(view, anchor(anchor, i), view.questions().get(i), pictures).writeTo(out);
          }
        };
    return section.fill(
        Map.of(
            "anchor", anchor,
            "title", view.title(),
            "size", view.size(),
            "ratio", Text.format("%.5f", (double) image.width() / image.height()),
            "picture", pictures.address(image),
            "mask", mask,
            "warnings", warnings.apply(view.warnings()),
            "questions", questions));
  }

  private Html question(
      ReportSection section, String anchor, ReportSection.Question view, PagePictures pictures) {
    Map<String, Object> values = new HashMap<>();
    Html line = view.outline().map(each -> line(each, anchor)).orElse(Html.NOTHING);
    values.put("anchor", anchor);
    values.put("target", view.target());
    values.put("warnings", warnings.apply(view.warnings()));
    values.put("shape", view.outline().map(each -> shape(each, anchor)).orElse(Html.NOTHING));
    values.put("outline", line);
    values.put("legend", section.prediction().map(this::legend).orElse(Html.NOTHING));
    values.put("facts", facts(view.answer().facts()));
    values.put("says", says(view.answer().says()));
    boolean layers = view.parts().stream().anyMatch(PictureSheet.class::isInstance);
    Html tables = parts.of(parts(view, false), pictures);
    // All layers on one sheet are seen before the maps of each; other numbers come after the maps.
    values.put("parts", layers ? tables : Html.NOTHING);
    values.put("tables", layers ? Html.NOTHING : tables);
    values.put("charts", parts.of(parts(view, true), pictures));
    values.put("maps", HtmlReport.each(view.maps(), map -> maps.of(map, line, pictures)));
    values.put("sheet", sheet(view.contactSheet(), pictures));
    return question.fill(values);
  }

  /** Charts are read after the maps, and take much room. */
  private static List<ReportPart> parts(ReportSection.Question view, boolean charts) {
    return view.parts().stream().filter(part -> part instanceof LineChart == charts).toList();
  }

  private Html sheet(Optional<EncodedPicture> picture, PagePictures pictures) {
    return picture
        .map(found -> parts.sheet(new PictureSheet(AT_A_GLANCE, found), pictures))
        .orElse(Html.NOTHING);
  }

  private Html shape(TargetOutline line, String anchor) {
    return shape.fill(Map.of("anchor", anchor, "path", line.path()));
  }

  private Html line(TargetOutline line, String anchor) {
    return outline.fill(
        Map.of(
            "anchor",
            anchor,
            "dashed",
            line.dashed() ? " dashed" : "",
            "width",
            Integer.toString(line.width()),
            "height",
            Integer.toString(line.height())));
  }

  private Html facts(List<Fact> all) {
    return all.isEmpty()
        ? Html.NOTHING
        : facts.fill(
            Map.of(
                "items",
                HtmlReport.each(
                    all, each -> fact.fill(Map.of("name", each.name(), "value", each.value())))));
  }

  private Html says(List<String> sentences) {
    return sentences.isEmpty()
        ? Html.NOTHING
        : says.fill(
            Map.of("items", HtmlReport.each(sentences, text -> item.fill(Map.of("text", text)))));
  }

  private Html legend(ReportSection.Prediction view) {
    return HtmlReport.each(
        view.legend(),
        entry ->
            legend.fill(
                Map.of(
                    "name", entry.name(),
                    "color", Text.format("#%06x", entry.rgb() & 0xffffff))));
  }
}
