package org.pixelwhy.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.ColorBar;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.Figure;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Palette;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.MapStatistics;
import org.pixelwhy.study.ResultFiles;
import org.pixelwhy.study.ResultFiles.Content;
import org.pixelwhy.study.ResultJson;
import org.pixelwhy.study.ResultNames;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.tensor.Text;

/** Puts a study's result into pictures, values, JSON and one HTML page. */
public final class StudyReport {
  private static final ColorMap SIGNED = ColorMap.BLUE_WHITE_RED;

  private static final int TARGET_COLOR = 0xffffff;

  private static final ContactSheet OVERVIEW = new ContactSheet(4, 320, 16);

  private static final String LAYERS =
      " layer by layer: red speaks for the target, blue against; each map has a scale of its own";

  /** So many maps are shown side by side as well. */
  private static final int MANY = 4;

  private final StudyResult result;
  private final ColorMap unsigned;
  private final List<ReportPart> parts;

  /**
   * @param unsigned colour map of maps without negative values
   * @param parts tables and charts over everything
   */
  public StudyReport(StudyResult result, ColorMap unsigned, List<ReportPart> parts) {
    this.result = result;
    this.unsigned = unsigned;
    this.parts = List.copyOf(parts);
  }

  /** With the usual colours. */
  public StudyReport(StudyResult result, List<ReportPart> parts) {
    this(result, ColorMap.VIRIDIS, parts);
  }

  public StudyReport(StudyResult result) {
    this(result, List.of());
  }

  /**
   * Writes {@code report.html}, {@code result.json} and, for each image, a folder with the
   * prediction, and each map as picture and as values.
   *
   * @return the page
   */
  public Path write(Path folder) {
    ResultNames names = new ResultNames(result);
    Map<String, Content> files = new LinkedHashMap<>();
    for (int i = 0; i < result.images().size(); i++) {
      ImageResult image = result.images().get(i);
      Picture base = Picture.of(image.image());
      files.put(names.prediction(i), Content.of(base.with(prediction(image))));
      files.put(names.overview(i), Content.of(overview(image)));
      for (int j = 0; j < image.layerStudies().size(); j++) {
        files.put(names.layerSheet(i, j), Content.of(sheet(image, image.layerStudies().get(j))));
      }
      for (int j = 0; j < image.maps().size(); j++) {
        MapResult map = image.maps().get(j);
        files.put(names.values(i, j), Content.of(map.attribution().values()));
        files.put(names.picture(i, j), Content.of(figure(image, map)));
      }
    }
    files.put("result.json", text(ResultJson.text(result, names)));
    files.put("report.html", text(new HtmlReport().html(page())));
    ResultFiles.write(folder, files);
    return folder.resolve("report.html");
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isSigned(MapResult map) {
    return map.attribution().positionSign() != Sign.UNSIGNED;
  }

  private Coloring coloring(MapResult map) {
    return CircleMap.isOne(map)
        ? CircleMap.coloring(map)
        : coloring(map, isSigned(map) ? SIGNED : unsigned);
  }

  private static Coloring coloring(MapResult map, ColorMap colors) {
    return Coloring.of(map.grid(), colors, Coloring.USUAL_PERCENTILE);
  }

  private Picture overlay(ImageResult image, MapResult map) {
    if (CircleMap.isOne(map)) {
      return CircleMap.draw(map, image.target().mask());
    }
    return overlay(image, map, isSigned(map) ? SIGNED : unsigned);
  }

  private static Picture overlay(ImageResult image, MapResult map, ColorMap colors) {
    return Overlay.usual()
        .draw(image.image(), map.grid(), coloring(map, colors))
        .with(MaskLayer.outline(image.target().mask(), TARGET_COLOR, 1));
  }

  /** Image, prediction and all maps side by side. */
  private Picture overview(ImageResult image) {
    Picture base = Picture.of(image.image());
    List<ContactSheet.Entry> entries = new ArrayList<>();
    entries.add(new ContactSheet.Entry("Image", base));
    entries.add(new ContactSheet.Entry("Predicted mask", base.with(prediction(image))));
    for (MapResult map : image.maps()) {
      entries.add(new ContactSheet.Entry(map.title(), overlay(image, map)));
    }
    return OVERVIEW.draw(entries);
  }

  /** The maps of a study in one kind of colours. */
  private Picture sheet(ImageResult image, LayerStudy study) {
    boolean signed = study.rows().stream().anyMatch(row -> isSigned(image.maps().get(row.map())));
    return LayerSheet.picture(
        study, map -> overlay(image, image.maps().get(map), signed ? SIGNED : unsigned));
  }

  private Picture figure(ImageResult image, MapResult map) {
    return new Figure(map.title(), overlay(image, map), bar(map)).draw();
  }

  private ColorBar bar(MapResult map) {
    boolean says = map.attribution().positionSign() == Sign.SIGNED;
    return new ColorBar(
        coloring(map), CircleMap.unit(map), says ? "against" : "", says ? "for" : "");
  }

  /** The classes that are drawn: all but the background. */
  private int[] foreground() {
    int background = result.model().background().orElse(-1);
    return IntStream.range(0, result.model().classNames().size())
        .filter(k -> k != background)
        .toArray();
  }

  private Picture prediction(ImageResult image) {
    List<Mask> masks = Arrays.stream(foreground()).mapToObj(image.masks()::get).toList();
    return MaskLayer.classes(masks);
  }

  private ReportPage page() {
    List<ReportSection> sections = new ArrayList<>();
    result.images().forEach(image -> sections.add(section(image)));
    List<String> notes = new ArrayList<>();
    notes.addAll(result.model().notes());
    for (ImageResult image : result.images()) {
      String name = image.source().title() + ": ";
      image.notes().forEach(note -> notes.add(name + note));
      for (MapResult map : image.maps()) {
        map.attribution().notes().forEach(note -> notes.add(name + map.title() + ": " + note));
      }
    }
    return new ReportPage(
        "Why this mask? " + result.request().model().file().getFileName(),
        ReportFacts.request(result.request(), result.model().card()),
        result.model().card().guesses().stream().map(guess -> "guessed: " + guess).toList(),
        notes,
        parts,
        sections,
        ReportFacts.provenance(result.provenance(), result.request()));
  }

  private ReportSection section(ImageResult image) {
    List<ReportMap> maps = new ArrayList<>();
    for (MapResult map : image.maps()) {
      Grid grid = CircleMap.isOne(map) ? CircleMap.defined(map) : map.grid();
      List<String> warnings = new ArrayList<>(map.warnings());
      coloring(map).range().warning(grid).ifPresent(warnings::add);
      maps.add(
          new ReportMap(
              map.title(),
              map.method().summary(),
              grid,
              bar(map),
              MapNumbers.of(MapStatistics.of(map.attribution()), grid),
              warnings));
    }
    List<ReportPart> parts = new ArrayList<>();
    for (LayerStudy study : image.layerStudies()) {
      parts.add(new PictureSheet(study.method().title() + LAYERS, sheet(image, study)));
      parts.add(LayerSheet.table(study));
    }
    boolean many = maps.size() >= MANY && parts.isEmpty();
    parts.addAll(ScoreParts.of(image.maps()));
    image.maps().stream().flatMap(CourseParts::of).forEach(parts::add);
    Optional<Picture> sheet = many ? Optional.of(overview(image)) : Optional.empty();
    String target =
        Text.format(
            "%s (%d output pixels, value %.4g)",
            image.target().description(), image.target().pixels(), image.target().value());
    return new ReportSection(
        image.source().title(),
        Picture.of(image.image()),
        target,
        Optional.of(new ReportSection.Prediction(prediction(image), legend(image))),
        maps,
        image.warnings(),
        sheet,
        parts);
  }

  private List<ReportSection.Legend> legend(ImageResult image) {
    List<String> names = result.model().classNames();
    List<ReportSection.Legend> legend = new ArrayList<>();
    int[] drawn = foreground();
    for (int i = 0; i < drawn.length; i++) {
      if (!image.masks().get(drawn[i]).isEmpty()) {
        legend.add(new ReportSection.Legend(names.get(drawn[i]), Palette.color(i)));
      }
    }
    return legend;
  }
}
