package org.pixelwhy.report.noise;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.noise.Fill;
import org.pixelwhy.study.noise.NoiseCsv;
import org.pixelwhy.study.noise.NoiseJson;
import org.pixelwhy.study.noise.NoiseRequest;
import org.pixelwhy.study.noise.NoiseResult;
import org.pixelwhy.study.noise.VisibleCurve.Way;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.Text;

/** Puts an evaluation of maps into tables, charts, figures, CSV and JSON. */
public final class NoiseReport {
  private final NoiseResult result;
  private final Optional<PublishedNoise> published;
  private final NoiseCharts charts;
  private final NoiseTables tables;

  /**
   * @param published whether the published curves are drawn behind
   */
  public NoiseReport(NoiseResult result, boolean published) {
    this.result = result;
    this.published = published ? Optional.of(PublishedNoise.read()) : Optional.empty();
    this.charts = new NoiseCharts(result, this.published);
    this.tables = new NoiseTables(result);
  }

  /**
   * Writes {@code report.html}, {@code results.json}, {@code curves.csv} and the figures, all or
   * none.
   *
   * @return the page
   */
  public Path write(Path folder) {
    Map<String, Content> files = new LinkedHashMap<>();
    List<ReportPart> parts = new ArrayList<>();
    parts.add(tables.byThreshold(published));
    parts.add(tables.byShare());
    for (Fill fill : result.request().fills()) {
      for (Way way : Way.values()) {
        parts.add(charts.chart(way, fill));
        files.put(NoiseCharts.file(way, fill), text(charts.figure(way, fill).text()));
      }
      files.put(NoiseCharts.halfFile(fill), text(charts.halves(fill).text()));
    }
    parts.add(tables.placement());
    if (result.request().fills().size() > 1) {
      parts.add(tables.fills());
    }
    pictures()
        .forEach(
            (name, sheet) -> {
              parts.add(sheet);
              files.put("figures/" + name, Content.of(sheet.picture().png()));
            });
    parts.add(tables.costs());
    files.put("curves.csv", text(NoiseCsv.text(result)));
    files.put("results.json", text(NoiseJson.text(result)));
    files.put("report.html", text(new HtmlReport().html(page(parts))));
    ResultFiles.write(folder, files);
    return folder.resolve("report.html");
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, PictureSheet> pictures() {
    Map<String, PictureSheet> sheets = new LinkedHashMap<>();
    if (result.shown().isEmpty()) {
      return sheets;
    }
    sheets.put(
        "side-by-side.png",
        sheet(
            "Image, truth, prediction and the maps; white is the border of the prediction",
            NoisePictures.sideBySide(result.shown())));
    sheets.put(
        "steps.png",
        sheet(
            "Ever more of one image shown: by the noise B that is borne, or by the share of pixels",
            NoisePictures.steps(result.shown().get(0))));
    List<ContactSheet.Entry> noised = NoisePictures.noised(result.shown());
    if (!noised.isEmpty()) {
      sheets.put(
          "noised.png",
          sheet(
              "With as much noise as each pixel is said to bear",
              new ContactSheet(4, 200, 10).draw(noised)));
    }
    return sheets;
  }

  private static PictureSheet sheet(String caption, Picture picture) {
    return new PictureSheet(caption, EncodedPicture.of(picture));
  }

  private ReportPage page(List<ReportPart> parts) {
    List<String> warnings = new ArrayList<>();
    result.model().card().guesses().forEach(guess -> warnings.add("guessed: " + guess));
    warnings.addAll(result.warnings());
    tables.blank().ifPresent(warnings::add);
    return new ReportPage(
        "What does " + result.request().model().file().getFileName() + " need to see?",
        settings(),
        warnings,
        notes(),
        parts,
        List.of(),
        provenance());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "one threshold, as published: all pixels of all images whose noise B (or whose value, for"
            + " maps without B) is on one side of it are shown; Dice with the truth is pooled over"
            + " batches of 32 images in their order, and the batches averaged");
    notes.add(
        "own ranking: of each image the same share of pixels is shown, and the images' Dice"
            + " averaged; intervals are bootstrapped over images (95 %)");
    notes.add(
        "hidden pixels: zero is the value 0 of the picture, before preprocessing; mean is each"
            + " channel's over the image; blur is Gaussian, "
            + Fill.SIGMA
            + " pixels of the network's input. Padding is neither ranked nor hidden");
    notes.add(
        "pixels that a map calls equal come in an order drawn from the seed; where the class is"
            + " predicted nowhere, methods that explain it have no map, and all pixels are equal");
    published.ifPresent(
        known -> notes.add("published curves, of other data than these: " + known.source()));
    notes.addAll(result.model().notes());
    return notes;
  }

  private List<Fact> settings() {
    NoiseRequest request = result.request();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("model", request.model().file().toString()));
    facts.add(new Fact("data", request.data().name()));
    facts.add(new Fact("images", Integer.toString(result.images())));
    facts.add(new Fact("class", result.className()));
    facts.add(new Fact("Dice of the whole images", Text.format("%.4f", result.clean())));
    request
        .explainers()
        .forEach(each -> facts.add(new Fact("explainer " + each.name(), each.file().toString())));
    facts.add(new Fact("methods", String.join(", ", request.methods())));
    facts.add(
        new Fact(
            "hidden",
            request.fills().stream().map(NoiseCharts::fill).collect(Collectors.joining(", "))));
    facts.add(new Fact("layers", String.join(", ", request.settings().layers())));
    return facts;
  }

  private List<Fact> provenance() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("model SHA-256", result.provenance().modelHash()));
    new TreeMap<>(result.provenance().imageHashes())
        .forEach((file, hash) -> facts.add(new Fact("SHA-256 of " + file, hash)));
    facts.add(new Fact("seed", Long.toString(result.request().settings().seed())));
    new TreeMap<>(result.provenance().versions())
        .forEach((what, version) -> facts.add(new Fact("version of " + what, version)));
    facts.add(new Fact("started", result.provenance().started().toString()));
    facts.add(new Fact("took", Text.format("%.2f s", result.provenance().seconds())));
    return facts;
  }
}
