package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final ImagePictures pictures;

  ImageSection(ImageResult image, ImagePictures pictures) {
    this.image = image;
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
      questions.add(question(image.targets().get(i), sheets.get(i)));
    }
    return new ReportSection(
        image.source().title(),
        pictures.image(),
        image.image().axes().spacingText(),
        Optional.of(new ReportSection.Prediction(pictures.prediction(), pictures.legend())),
        image.predictionWarnings(),
        questions);
  }

  private Question question(TargetResult target, Sheets sheets) {
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
        target.maps().stream().map(this::map).toList(),
        target.warnings(),
        Optional.of(pictures.outline(target)),
        many ? Optional.of(sheets.overview()) : Optional.empty(),
        parts);
  }

  private ReportMap map(MapResult map) {
    Grid grid = CircleMap.isOne(map) ? CircleMap.defined(map) : map.grid();
    ColorBar bar = pictures.bar(map);
    List<String> warnings = new ArrayList<>(map.warnings());
    bar.coloring().range().warning(grid).ifPresent(warnings::add);
    return new ReportMap(
        map.title(),
        map.method().summary(),
        grid,
        bar,
        MapNumbers.of(MapStatistics.of(map.attribution()), grid),
        warnings);
  }
}
