package org.pixelwhy.report.segments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.report.ReportFacts;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.picture.ImagePictures;
import org.pixelwhy.report.picture.ShownImage;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.HeatTable;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.report.view.ReportSection.Legend;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.output.EarlierResult;
import org.pixelwhy.study.output.ImageNames;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.segments.SegmentListener;
import org.pixelwhy.study.segments.SegmentRequest;
import org.pixelwhy.study.segments.SegmentedImage;
import org.pixelwhy.study.segments.SegmentsCsv;
import org.pixelwhy.study.segments.SegmentsCsv.ImageTables;
import org.pixelwhy.study.segments.SegmentsJson;
import org.pixelwhy.tensor.Text;

/**
 * Puts tables of segments into a folder at the end, all or none: {@code report.html}, {@code
 * segments.csv} and {@code segments.json}. The page shows the first images, the files have all.
 */
public final class SegmentFolder implements SegmentListener {
  /** So many images are drawn; each is a picture within the page. */
  private static final int MOST_SHOWN = 50;

  private static final String PAGE = "report.html";
  private static final String JSON = "segments.json";
  private static final String TABLE = "segments.csv";

  private final OutputFolder folder;
  private final Optional<IntensityWindow> window;
  private final List<ImageTables> tables = new ArrayList<>();
  private final List<ReportPart> parts = new ArrayList<>();
  private SegmentRequest request;
  private SegmentationModel model;
  private ImageNames names;
  private SegmentsJson json;

  /**
   * @param folder closed by whoever opened it
   * @param window that images are shown through, where it is not to be found
   */
  public SegmentFolder(OutputFolder folder, Optional<IntensityWindow> window) {
    this.folder = folder;
    this.window = window;
  }

  /** Where the page is in the end. */
  public Path page() {
    return folder.path().resolve(PAGE);
  }

  /** Where the result is in the end, as JSON. */
  public Path json() {
    return folder.path().resolve(JSON);
  }

  @Override
  public void begin(SegmentationModel opened, SegmentRequest asked) {
    request = asked;
    model = opened;
    names = new ImageNames(asked.images());
    json = new SegmentsJson(asked, opened, folder.path());
  }

  @Override
  public void image(SegmentedImage image) {
    String title = names.next(image.result().source()).title();
    tables.add(new ImageTables(title, image.tables()));
    json.image(image);
    if (tables.size() > MOST_SHOWN) {
      return;
    }
    ShownImage shown = ShownImage.of(image.result(), model.card(), window);
    ImagePictures pictures = new ImagePictures(shown, model, ColorMap.VIRIDIS);
    parts.add(
        new PictureSheet(
            title + ", with what is predicted", EncodedPicture.of(pictures.imageWithPrediction())));
    for (SegmentTable table : image.tables()) {
      parts.add(part(title, table, pictures.legend()));
    }
  }

  private HeatTable part(String title, SegmentTable table, List<Legend> legend) {
    List<HeatTable.Column> columns =
        table.segments().stream()
            .map(name -> new HeatTable.Column(name, color(name, legend)))
            .toList();
    List<HeatTable.Row> rows =
        table.rows().stream()
            .map(
                row ->
                    new HeatTable.Row(
                        row.target(),
                        row.contributions(),
                        List.of(row.rest(), row.change(), row.value())))
            .toList();
    return new HeatTable(
        Text.format(
            "%s by %s: what each segment (column) gives to each one (row)",
            title, Catalogue.method(table.method()).title()),
        "for \\ of",
        columns,
        List.of("rest", "change from the baseline", "value"),
        rows);
  }

  /** Segments are called by their class: its number, and in brackets its name. */
  private OptionalInt color(String segment, List<Legend> legend) {
    List<String> classes = model.classNames();
    return legend.stream()
        .filter(
            key -> {
              int index = classes.indexOf(key.name());
              String number = Integer.toString(index);
              return segment.equals(number)
                  || segment.startsWith(number + ",")
                  || segment.startsWith(number + " (");
            })
        .mapToInt(Legend::rgb)
        .findFirst();
  }

  @Override
  public void end(RunSummary summary) {
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(TABLE, Content.text(out -> SegmentsCsv.write(out, tables)));
    String text = json.end(summary, List.of(TABLE, JSON, PAGE));
    files.put(JSON, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    ReportPage page = page(summary);
    files.put(PAGE, Content.text(out -> out.write(new HtmlReport().html(page))));
    EarlierResult.remove(folder.path(), JSON, List.of(PAGE, TABLE), request.files());
    ResultFiles.write(folder.path(), files);
  }

  private ReportPage page(RunSummary summary) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "a row's segments and its rest add up to the target's change from the baseline; red speaks"
            + " for the target, blue against, in units of the target");
    notes.add(
        "the rest is what padding has and what a method leaves out; where segments are taken away"
            + " one at a time (feature-ablation), what several do together");
    if (tables.size() > MOST_SHOWN) {
      notes.add(
          Text.format(
              "the first %d of %d images are shown; %s has all", MOST_SHOWN, tables.size(), TABLE));
    }
    summary.failures().forEach(failure -> notes.add("not explained: " + failure));
    return new ReportPage(
        "How much does each segment speak for this one? " + request.model().file().getFileName(),
        settings(),
        model.card().guesses().stream().map(guess -> "guessed: " + guess).toList(),
        notes,
        parts,
        List.of(),
        ReportFacts.provenance(summary.provenance(), request.question().settings().seed()));
  }

  private List<Fact> settings() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("model", request.model().file().toString()));
    facts.add(new Fact("methods", String.join(", ", request.question().methods())));
    facts.add(new Fact("segments", request.question().apart() ? "objects" : "classes"));
    facts.add(
        new Fact("reduction", request.question().reduction().name().toLowerCase(Locale.ROOT)));
    facts.add(new Fact("reads", request.question().on().name().toLowerCase(Locale.ROOT)));
    List<String> options = request.question().settings().options().texts();
    if (!options.isEmpty()) {
      facts.add(new Fact("options", String.join(", ", options)));
    }
    return facts;
  }
}
