package org.pixelwhy.report.dream;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.dream.Ascent;
import org.pixelwhy.dream.DreamEnd;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.LineChart;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.dream.Beginning;
import org.pixelwhy.study.dream.DreamCsv;
import org.pixelwhy.study.dream.DreamJson;
import org.pixelwhy.study.dream.DreamPath;
import org.pixelwhy.study.dream.DreamRequest.Course;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.NetworkDream;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.Text;

/** Puts a DeepDream analysis into verdicts, curves, strips, films, CSV and JSON. */
public final class DreamReport {
  private final DreamResult result;

  public DreamReport(DreamResult result) {
    this.result = result;
  }

  /**
   * Writes {@code report.html}, {@code results.json}, {@code curves.csv}, strips and films, all or
   * none.
   *
   * @return the page
   */
  public Path write(Path folder) {
    Map<String, Content> files = new LinkedHashMap<>();
    List<ReportPart> parts = new ArrayList<>(new DreamTables(result).verdicts());
    List<LineChart> charts = new DreamCharts(result).all();
    List<ReportPart> sheets = new ArrayList<>();
    for (int i = 0; i < result.networks().size(); i++) {
      NetworkDream network = result.networks().get(i);
      if (!network.frames().isEmpty()) {
        DreamPictures pictures = new DreamPictures(network);
        Picture strip = pictures.strip();
        String file = file(i);
        files.put("frames/" + file + ".png", Content.of(strip));
        files.put("frames/" + file + ".gif", Content.of(DreamFrames.film(pictures.film())));
        sheets.add(
            new PictureSheet(
                "Steps of the first dream of "
                    + network.name()
                    + ", image above mask; the cross marks the neuron. The film is frames/"
                    + file
                    + ".gif",
                EncodedPicture.of(strip)));
      }
    }
    parts.addAll(sheets);
    parts.addAll(charts);
    parts.add(new DreamTables(result).dreams());
    files.put("curves.csv", text(DreamCsv.text(result)));
    files.put("results.json", text(DreamJson.text(result)));
    files.put("report.html", text(new HtmlReport().html(page(parts))));
    ResultFiles.write(folder, files);
    return folder.resolve("report.html");
  }

  private String file(int network) {
    String name = result.networks().get(network).name().replaceAll("[^A-Za-z0-9._-]+", "-");
    return Text.format("%02d-%s", network, name);
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private ReportPage page(List<ReportPart> parts) {
    List<String> names = result.networks().stream().map(NetworkDream::name).toList();
    return new ReportPage(
        "What "
            + (names.size() == 1 ? "is " : "are ")
            + String.join(", ", names)
            + " sensitive to?",
        settings(),
        warnings(),
        notes(),
        parts,
        List.of(),
        provenance());
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (NetworkDream network : result.networks()) {
      network
          .setting()
          .model()
          .card()
          .guesses()
          .forEach(guess -> warnings.add(of(network) + "guessed: " + guess));
      for (DreamPath path : network.paths()) {
        if (path.end() == DreamEnd.DIVERGED) {
          warnings.add(of(network) + path.start() + ": " + path.divergence());
        }
      }
      if (network.paths().stream().allMatch(DreamReport::isEmpty)) {
        warnings.add(
            of(network)
                + "no dream ever shows the class, so there is nothing to measure; more steps, a"
                + " larger step size or another place may bring it out");
      } else if (begins(network)) {
        warnings.add(
            of(network)
                + "the class is seen already before the first step; a dream tells more from an"
                + " image without it");
      }
    }
    if (result.request().measures().reference().isEmpty()) {
      warnings.add(
          "there is no reference, so nothing says what is normal, and there are no verdicts");
    }
    return warnings;
  }

  private static boolean isEmpty(DreamPath path) {
    return path.steps().stream().allMatch(row -> row.area() == 0);
  }

  private static boolean begins(NetworkDream network) {
    DreamPath first = network.paths().get(0);
    return !first.steps().isEmpty() && first.steps().get(0).area() > 0;
  }

  private String of(NetworkDream network) {
    return result.networks().size() == 1 ? "" : network.name() + ": ";
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "a dream follows the gradient of the neuron: X = X + step size * di/dX, in the values of"
            + " the image before preprocessing; the features are of the image under the mask that"
            + " the network draws at each step");
    notes.add(
        "verdicts, "
            + result.request().measures().rule()
            + ": sensitive, the curve enters the normal range; robust, it stays outside; lacks"
            + " robustness, it leaves it strongly; undecided, it begins inside and does not leave"
            + " it strongly");
    notes.add(
        "a verdict is of this path of steepest ascent, not a proof: other neurons, starts and step"
            + " sizes may say otherwise, which repeated dreams show");
    if (result.features().size() > DreamCharts.MOST) {
      notes.add(
          Text.format(
              "charts are drawn of the first %d features; curves.csv has all %d",
              DreamCharts.MOST, result.features().size()));
    }
    for (NetworkDream network : result.networks()) {
      network.notes().forEach(note -> notes.add(of(network) + note));
    }
    return notes.stream().distinct().toList();
  }

  private List<Fact> settings() {
    List<Fact> facts = new ArrayList<>();
    result
        .networks()
        .forEach(
            network ->
                facts.add(
                    new Fact(
                        "network " + network.name(),
                        Text.format(
                            "neuron: %s; class of the mask: %s; values %s; %d x %d pixels",
                            network.setting().neuron(),
                            network.setting().className(),
                            network.setting().range(),
                            network.setting().geometry().inputWidth(),
                            network.setting().geometry().inputHeight()))));
    Beginning beginning = result.request().beginning();
    facts.add(new Fact("begins with", beginning.kind().toString()));
    facts.add(new Fact("dreams of each network", Integer.toString(beginning.repeats())));
    if (beginning.repeats() > 1) {
      facts.add(
          new Fact(
              "which differ in",
              beginning.varied().stream()
                  .sorted()
                  .map(varied -> varied.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "))));
    }
    facts.addAll(course());
    facts.add(new Fact("features", result.request().measures().measuring().settings()));
    result
        .request()
        .measures()
        .reference()
        .ifPresent(images -> facts.add(new Fact("reference", images.name())));
    return facts;
  }

  private List<Fact> course() {
    Course course = result.request().course();
    Ascent ascent = course.ascent();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("steps at most", Integer.toString(course.steps())));
    facts.add(new Fact("step", ascent.rule().toString()));
    facts.add(
        new Fact(
            "step size",
            ascent.rate().isPresent()
                ? Text.number(ascent.rate().getAsDouble())
                : "such that the first step changes no value by more than a hundredth of the range"));
    optional("momentum", ascent.momentum()).ifPresent(facts::add);
    optional("blur (pixels)", ascent.blur()).ifPresent(facts::add);
    optional("total variation", ascent.totalVariation()).ifPresent(facts::add);
    facts.add(new Fact("values clipped to the range", ascent.clips() ? "yes" : "no"));
    return facts;
  }

  private static Optional<Fact> optional(String name, double value) {
    return value == 0 ? Optional.empty() : Optional.of(new Fact(name, Text.number(value)));
  }

  private List<Fact> provenance() {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < result.networks().size(); i++) {
      Provenance own = result.provenance().get(i);
      String name = of(result.networks().get(i));
      facts.add(new Fact(name + "model SHA-256", own.modelHash()));
      facts.add(new Fact(name + "took", Text.format("%.2f s", own.seconds())));
    }
    Provenance first = result.provenance().get(0);
    new TreeMap<>(first.imageHashes())
        .forEach((file, hash) -> facts.add(new Fact("SHA-256 of " + file, hash)));
    facts.add(new Fact("seed", Long.toString(result.request().beginning().seed())));
    new TreeMap<>(first.versions())
        .forEach((what, version) -> facts.add(new Fact("version of " + what, version)));
    facts.add(new Fact("started", first.started().toString()));
    return facts;
  }
}
