package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.report.StudyReport.Sheets;
import org.pixelwhy.report.picture.CircleMap;
import org.pixelwhy.report.picture.ImagePictures;
import org.pixelwhy.report.picture.LayerSheet;
import org.pixelwhy.report.picture.ShownImage;
import org.pixelwhy.report.view.Link;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportMap;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.report.view.ReportSection;
import org.pixelwhy.report.view.ReportSection.Question;
import org.pixelwhy.report.view.TargetOutline;
import org.pixelwhy.report.view.TargetRegions;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.MapStatistics;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.study.request.ExplainRequest;

/** What a report's page shows of one image. */
public final class ImageSection {
  private static final String LAYERS =
      " layer by layer: red speaks for the target, blue against; each map has a scale of its own";

  /** So many maps are shown side by side as well. */
  private static final int MANY = 4;

  private final ImageResult image;
  private final ShownImage shown;
  private final String title;
  private final ImagePictures pictures;

  private final Context context;

  /**
   * What a section is told about besides the image.
   *
   * @param title which image
   * @param request what was asked for
   * @param classNames of the model
   * @param formats of figures that are written for each map as well, PNG aside
   */
  public record Context(
      String title, ExplainRequest request, List<String> classNames, List<String> formats) {}

  public ImageSection(
      ImageResult image, ShownImage shown, ImagePictures pictures, Context context) {
    this.title = context.title();
    this.image = image;
    this.shown = shown;
    this.pictures = pictures;
    this.context = context;
  }

  /**
   * The section.
   *
   * @param sheets of each target
   * @param names of its files
   */
  ReportSection section(List<Sheets> sheets, ResultNames.OfImage names) {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < image.targets().size(); i++) {
      questions.add(question(i, sheets.get(i), names.targets().get(i)));
    }
    return new ReportSection(
        title,
        pictures.image(),
        shown.text(),
        Optional.of(new ReportSection.Prediction(pictures.prediction(), pictures.legend())),
        image.predictionWarnings(),
        questions);
  }

  /** Of a comparison: each method's map and its scores; the maps are in no files of their own. */
  public ReportSection compared() {
    TargetResult target = image.target();
    TargetRegions regions = TargetRegions.of(target.mask());
    Question question =
        new Question(
            TargetQuestion.sentence(image, target, context.classNames()),
            new ReportSection.Answer(List.of(), says(target, regions)),
            maps(0, regions, i -> List.of()),
            target.warnings(),
            Optional.of(outline(0)),
            Optional.empty(),
            ScoreParts.of(target.maps()));
    return new ReportSection(
        title,
        pictures.image(),
        shown.text(),
        Optional.of(new ReportSection.Prediction(pictures.prediction(), pictures.legend())),
        image.predictionWarnings(),
        List.of(question));
  }

  private TargetOutline outline(int number) {
    return TargetOutline.of(
        shown.result().targets().get(number).mask(),
        TargetQuestion.isBorder(image.targets().get(number)));
  }

  private List<ReportMap> maps(int number, TargetRegions regions, IntFunction<List<Link>> links) {
    TargetResult target = image.targets().get(number);
    TargetResult drawn = shown.result().targets().get(number);
    return IntStream.range(0, target.maps().size())
        .mapToObj(i -> map(target.maps().get(i), drawn.maps().get(i), regions, links.apply(i)))
        .toList();
  }

  private Question question(int number, Sheets sheets, ResultNames.OfTarget names) {
    TargetResult target = image.targets().get(number);
    List<ReportPart> parts = new ArrayList<>();
    for (int i = 0; i < target.layerStudies().size(); i++) {
      LayerStudy study = target.layerStudies().get(i);
      parts.add(new PictureSheet(study.method().title() + LAYERS, sheets.layers().get(i)));
      parts.add(LayerSheet.table(study));
    }
    boolean many = target.maps().size() >= MANY && parts.isEmpty();
    parts.addAll(ScoreParts.of(target.maps()));
    target.maps().stream().flatMap(CourseParts::of).forEach(parts::add);
    TargetRegions regions = TargetRegions.of(target.mask());
    return new Question(
        TargetQuestion.sentence(image, target, context.classNames()),
        new ReportSection.Answer(
            TargetQuestion.facts(image, target, context.request()), says(target, regions)),
        maps(number, regions, i -> links(names.maps().get(i))),
        target.warnings(),
        Optional.of(outline(number)),
        many ? Optional.of(sheets.overview()) : Optional.empty(),
        parts);
  }

  private static List<String> says(TargetResult target, TargetRegions regions) {
    List<MapSentences.Entry> entries =
        target.maps().stream()
            .filter(map -> !CircleMap.isOne(map))
            .map(
                map ->
                    new MapSentences.Entry(
                        map.title(), map.grid(), map.attribution().positionSign() == Sign.SIGNED))
            .toList();
    return MapSentences.of(target.mask(), regions, entries);
  }

  /**
   * @param map as it was measured, for the numbers
   * @param drawn the same in the size of the picture
   */
  private ReportMap map(MapResult map, MapResult drawn, TargetRegions regions, List<Link> links) {
    boolean circles = CircleMap.isOne(map);
    Grid grid = circles ? CircleMap.defined(drawn) : drawn.grid();
    Grid measured = circles ? CircleMap.defined(map) : map.grid();
    ColorBar bar = pictures.bar(drawn);
    List<String> warnings = new ArrayList<>(map.warnings());
    bar.coloring().range().warning(grid).ifPresent(warnings::add);
    TargetRegions.Shares shares = regions.of(measured);
    Optional<ReportMap.Parts> parts =
        circles || Double.isNaN(shares.inside())
            ? Optional.empty()
            : Optional.of(new ReportMap.Parts(shares, regions.area()));
    return new ReportMap(
        map.title(),
        map.method().summary(),
        grid,
        bar,
        MapNumbers.of(MapStatistics.of(map.attribution()), measured),
        warnings,
        new ReportMap.About(measured, parts, MethodPage.pitfalls(map.method().id()), links));
  }

  private List<Link> links(ResultNames.OfMap names) {
    List<Link> links = new ArrayList<>();
    links.add(new Link("picture (.png)", names.picture()));
    names
        .values()
        .ifPresent(
            values -> {
              links.add(new Link("values as the network has them (.npy)", values.own()));
              links.add(new Link("in the image's pixels (.npy)", values.image()));
              links.add(new Link("the same (.tif)", values.tiff()));
            });
    for (String suffix : context.formats()) {
      String file = names.picture().replaceAll("\\.png$", suffix);
      links.add(new Link("figure (" + suffix + ")", file));
    }
    return links;
  }
}
