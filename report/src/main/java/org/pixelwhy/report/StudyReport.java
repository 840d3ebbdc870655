package org.pixelwhy.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.report.figure.FigureStyle;
import org.pixelwhy.report.file.FigureFiles;
import org.pixelwhy.report.file.StackFolders;
import org.pixelwhy.report.file.ValueFiles;
import org.pixelwhy.report.file.VolumeFiles;
import org.pixelwhy.report.page.GrowingPage;
import org.pixelwhy.report.page.PagePictures;
import org.pixelwhy.report.picture.ImagePictures;
import org.pixelwhy.report.picture.ShownImage;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.LayerStudy;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.EarlierResult;
import org.pixelwhy.study.output.NumbersCsv;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.output.ResultJsonWriter;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.Text;

/**
 * Puts what it hears of a study into a folder: for each image, as soon as it is explained, a folder
 * with the prediction, and each map as picture and as values; in the end {@code result.json} and
 * the page {@code report.html}, which have grown aside.
 */
public final class StudyReport implements ResultListener, AutoCloseable {
  private static final String PAGE = "report.html";
  private static final String JSON = "result.json";
  private static final String NUMBERS = "numbers.csv";

  /** Pictures of more images than this are files beside the page, loaded when they are seen. */
  private static final int MANY = 4;

  private final OutputFolder folder;
  private final ReportOptions options;
  private final Supplier<List<ReportPart>> parts;
  private final List<String> notes = new ArrayList<>();
  private final List<Path> beside = new ArrayList<>();
  private final Set<String> written = new LinkedHashSet<>();
  private ExplainRequest request;
  private SegmentationModel model;
  private ResultNames names;
  private VolumeFiles volumes;
  private Montages montages;
  private StackFolders stacks;
  private GrowingPage page;
  private ResultJsonWriter json;
  private NumbersCsv numbers;

  /**
   * @param folder closed by whoever opened it, after this
   * @param options what is shown and kept
   * @param parts tables and charts over everything, asked for in the end
   */
  public StudyReport(OutputFolder folder, ReportOptions options, Supplier<List<ReportPart>> parts) {
    this.folder = folder;
    this.options = options;
    this.parts = parts;
  }

  /** As usual. */
  public StudyReport(OutputFolder folder, Supplier<List<ReportPart>> parts) {
    this(folder, ReportOptions.usual(), parts);
  }

  public StudyReport(OutputFolder folder) {
    this(folder, List::of);
  }

  /**
   * Writes a result that is in memory.
   *
   * @return the page
   */
  public static Path write(StudyResult result, Path folder) {
    try (OutputFolder opened = OutputFolder.claim(folder);
        StudyReport report = new StudyReport(opened)) {
      result.tell(report);
      return report.page();
    }
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
  public void begin(SegmentationModel opened, ExplainRequest asked) {
    FigureFiles.requirePanels(options.figures(), asked);
    request = asked;
    model = opened;
    names = new ResultNames(asked, options.values());
    stacks = new StackFolders(names);
    volumes = new VolumeFiles(folder.path());
    montages = new Montages(asked.images(), options);
    notes.addAll(model.notes());
    try {
      page = new GrowingPage(folder.aside(PAGE));
      json = new ResultJsonWriter(Files.newBufferedWriter(folder.aside(JSON)), folder.path());
      json.begin(model, request);
      numbers = new NumbersCsv(Files.newBufferedWriter(folder.aside(NUMBERS)), model);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }

  @Override
  public void image(ImageResult image) {
    // From here on the folder holds this run's images, and no more the earlier one's.
    if (written.isEmpty()) {
      EarlierResult.remove(folder.path(), JSON, List.of(PAGE, NUMBERS), request.files());
    }
    ResultNames.OfImage files = names.next(image);
    ShownImage shown = ShownImage.of(image, model.card(), options.window());
    ImagePictures pictures = new ImagePictures(shown, model, options.unsigned());
    List<Sheets> sheets =
        shown.result().targets().stream().map(target -> Sheets.draw(pictures, target)).toList();
    Map<String, Content> contents = files(shown.result(), files, pictures, sheets);
    contents.putAll(ValueFiles.of(image, files, model));
    ImageSection section = new ImageSection(image, shown, pictures, context(files.title()));
    PagePictures place = MANY < request.images().size() ? beside(files) : PagePictures.inside();
    try {
      contents.putAll(page.add(section.section(sheets, files), place));
      ResultFiles.write(folder.path(), contents);
      written.addAll(contents.keySet());
      volumes.add(image.source(), files, stacks);
      montages.add(image, files, shown, pictures.drawn(image.masks()));
      json.image(image, files);
      numbers.image(image);
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
    note(image, files.title());
  }

  /** Names what else belongs into the folder: the result of another run that goes with this one. */
  public void expect(Path file) {
    beside.add(file);
  }

  /** What lies in the folder beside this result and what it was made of: names at its top. */
  public List<String> strangers() {
    List<Path> known = new ArrayList<>(request.files());
    known.addAll(beside);
    return EarlierResult.strangers(folder.path(), written, known);
  }

  private static PagePictures beside(ResultNames.OfImage names) {
    String prediction = names.prediction();
    return PagePictures.beside(prediction.substring(0, prediction.lastIndexOf('/') + 1) + "page/");
  }

  private ImageSection.Context context(String title) {
    List<String> formats =
        options.figures().formats().stream()
            .filter(format -> format != FigureStyle.Format.PNG)
            .map(FigureStyle.Format::suffix)
            .sorted()
            .toList();
    return new ImageSection.Context(title, request, model.classNames(), formats);
  }

  private void note(ImageResult image, String name) {
    image.notes().forEach(note -> notes.add(name + ": " + note));
    for (TargetResult target : image.targets()) {
      boolean only = request.question().targets().size() == 1;
      String about = name + (only ? "" : ", " + target.spec());
      for (MapResult map : target.maps()) {
        String start = Text.format("%s: %s: ", about, map.title());
        map.attribution().notes().forEach(note -> notes.add(start + note));
      }
    }
  }

  /** What is drawn once and shown in files and on the page. */
  record Sheets(EncodedPicture overview, List<EncodedPicture> layers) {
    private static Sheets draw(ImagePictures pictures, TargetResult target) {
      List<EncodedPicture> layers = new ArrayList<>();
      for (LayerStudy study : target.layerStudies()) {
        layers.add(EncodedPicture.of(pictures.sheet(target, study)));
      }
      return new Sheets(EncodedPicture.of(pictures.overview(target)), layers);
    }
  }

  private Map<String, Content> files(
      ImageResult image, ResultNames.OfImage names, ImagePictures pictures, List<Sheets> sheets) {
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(names.prediction(), Content.of(pictures.imageWithPrediction()));
    for (int i = 0; i < image.targets().size(); i++) {
      TargetResult target = image.targets().get(i);
      ResultNames.OfTarget own = names.targets().get(i);
      files.put(own.overview(), Content.of(sheets.get(i).overview().png()));
      for (int j = 0; j < own.layerSheets().size(); j++) {
        files.put(own.layerSheets().get(j), Content.of(sheets.get(i).layers().get(j).png()));
      }
      for (int j = 0; j < own.maps().size(); j++) {
        MapResult map = target.maps().get(j);
        files.put(
            own.maps().get(j).picture(),
            out -> Content.of(pictures.figure(target, map)).writeTo(out));
      }
      files.putAll(new FigureFiles(pictures, options.figures()).of(target, own));
    }
    return files;
  }

  @Override
  public void end(RunSummary summary) {
    Map<String, Content> files = new LinkedHashMap<>(volumes.files());
    notes.addAll(volumes.notes());
    List<ReportPart> shownParts = new ArrayList<>(parts.get());
    montages.draw(stacks, shownParts, files);
    try {
      written.addAll(files.keySet());
      written.addAll(List.of(JSON, PAGE, NUMBERS));
      json.end(summary, written);
      json.close();
      numbers.close();
      page.close();
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
    ReportPage rest =
        new ReportPage(
            "Why this mask? " + request.model().file().getFileName(),
            ReportFacts.request(request, model.card()),
            warnings(summary),
            notes,
            shownParts,
            List.of(),
            options.command(),
            ReportFacts.provenance(summary.provenance(), request));
    files.put(NUMBERS, Content.of(folder.aside(NUMBERS)));
    files.put(JSON, Content.of(folder.aside(JSON)));
    files.put(PAGE, Content.text(out -> page.writeTo(rest, out)));
    ResultFiles.write(folder.path(), files);
  }

  /** What was guessed of the model, and what could not be explained. */
  private List<String> warnings(RunSummary summary) {
    List<String> warnings = new ArrayList<>();
    model.card().guesses().forEach(guess -> warnings.add("guessed: " + guess));
    summary.failures().forEach(failure -> warnings.add("not explained: " + failure));
    return warnings;
  }

  @Override
  public void close() {
    try {
      if (json != null) {
        json.close();
      }
      if (numbers != null) {
        numbers.close();
      }
      if (page != null) {
        page.close();
      }
    } catch (IOException e) {
      throw folder.unwritable(e);
    }
  }
}
