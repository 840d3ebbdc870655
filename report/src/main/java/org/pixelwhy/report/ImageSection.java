package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.report.ReportSection.Question;
import org.pixelwhy.report.StudyReport.Sheets;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.MapStatistics;
import org.pixelwhy.tensor.Text;

/** What a report's page shows of one image. */
final class ImageSection {
  private static final String LAYERS =
      " layer by layer: red speaks for the target, blue against; each map has a scale of its own";

  /** So many maps are shown side by side as well. */
  private static final int MANY = 4;

  private final ImageResult image;
  private final ShownImage shown;
  private final String title;
  private final ImagePictures pictures;

  ImageSection(ImageResult image, ShownImage shown, ImagePictures pictures, String title) {
    this.title = title;
    this.image = image;
    this.shown = shown;
    this.pictures = pictures;
  }

  /**
   * The section.
   *
   * @param sheets of each target
   */
  ReportSection section(List<Sheets> sheets) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < image.targets().size(); i++) {
      questions.add(
          question(image.targets().get(i), shown.result().targets().get(i), sheets.get(i)));
    }
    return new ReportSection(
        title,
        pictures.image(),
        shown.text(),
        Optional.of(new ReportSection.Prediction(pictures.prediction(), pictures.legend())),
        image.predictionWarnings(),
        questions);
  }

  private Question question(TargetResult target, TargetResult drawn, Sheets sheets) {
    List<ReportPart> parts = new ArrayList<>();
    for (int i = 0; i < target.layerStudies().size(); i++) {
      LayerStudy study = target.layerStudies().get(i);
      parts.add(new PictureSheet(study.method().title() + LAYERS, sheets.layers().get(i)));
      parts.add(LayerSheet.table(study));
    }
    boolean many = target.maps().size() >= MANY && parts.isEmpty();
    parts.addAll(ScoreParts.of(target.maps()));
    target.maps().stream().flatMap(CourseParts::of).forEach(parts::add);
    return new Question(
        Text.format(
            "%s (%d output %s, value %.4g)",
            target.description(),
            target.pixels(),
            target.pixels() == 1 ? "pixel" : "pixels",
            target.value()),
        IntStream.range(0, target.maps().size())
            .mapToObj(i -> map(target.maps().get(i), drawn.maps().get(i)))
            .toList(),
        target.warnings(),
        Optional.of(pictures.outline(drawn)),
        many ? Optional.of(sheets.overview()) : Optional.empty(),
        parts);
  }

  /**
   * @param map as it was measured, for the numbers
   * @param drawn the same in the size of the picture
   */
  private ReportMap map(MapResult map, MapResult drawn) {
    Grid grid = CircleMap.isOne(drawn) ? CircleMap.defined(drawn) : drawn.grid();
    Grid measured = CircleMap.isOne(map) ? CircleMap.defined(map) : map.grid();
    ColorBar bar = pictures.bar(drawn);
    List<String> warnings = new ArrayList<>(map.warnings());
    bar.coloring().range().warning(grid).ifPresent(warnings::add);
    return new ReportMap(
        map.title(),
        map.method().summary(),
        grid,
        bar,
        MapNumbers.of(MapStatistics.of(map.attribution()), measured),
        warnings);
  }
}
