package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.StudyResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Target;

/** What is kept of a question as the page that {@code explain} writes, with the same numbers. */
record Reporting(ModelRunner runner, OpenImage image, KeptAnswers kept) {
  private static final double NANOS = 1e9;
  private static final String ENLARGED =
      "numbers of maps are of the maps as they are shown, in the image's size";

  byte[] html() {
    try {
      Path folder = Files.createTempDirectory(ProcessFolder.own(), "report");
      try {
        Path images = Files.createDirectory(folder.resolve("images"));
        StudyResult result = result(named(image.source(), images));
        return Files.readAllBytes(StudyReport.write(result, folder.resolve("report")));
      } finally {
        ProcessFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StudyResult result(ImageSource named) {
    Axes axes = image.geometry().image();
    Mask pixels = Mask.of(axes, i -> kept.pixels()[i] != 0);
    Target spec = spec(pixels);
    KeptMaps maps = new KeptMaps(kept, axes);
    JsonNode facts = kept.answers().get(0);
    TargetResult target =
        new TargetResult(
            spec,
            facts.path("description").asText(),
            pixels,
            facts.path("outputPixels").asInt(),
            facts.path("class").asInt(),
            facts.path("value").asDouble(),
            maps.results(),
            List.of(),
            kept.answers().stream()
                .flatMap(answer -> KeptMaps.texts(answer.path("warnings")).stream())
                .distinct()
                .toList());
    ExplainRequest request = request(spec, named);
    ImageResult plain = ImageResult.of(runner, image, target);
    List<String> notes = new ArrayList<>(plain.notes());
    if (maps.anyEnlarged()) {
      notes.add(ENLARGED);
    }
    ImageResult result =
        new ImageResult(
            named,
            plain.image(),
            plain.masks(),
            plain.targets(),
            notes,
            plain.predictionWarnings());
    return new StudyResult(request, runner.model(), List.of(result), List.of(), provenance());
  }

  private Target spec(Mask pixels) {
    Asked first = kept.questions().get(0);
    return first.region().isPresent()
        ? first.marked(pixels)
        : TargetCatalogue.parse(first.target());
  }

  /** All that was asked about the target, with the names that people know. */
  private ExplainRequest request(Target spec, ImageSource named) {
    Asked first = kept.questions().get(0);
    return new ExplainRequest(
        ModelSource.of(Path.of(kept.model())),
        List.of(named),
        new QuestionSpec(spec, first.number().reduction(), first.number().on()),
        all(asked -> asked.methods().names()),
        all(asked -> asked.methods().scores()),
        new Method.Settings(
            all(asked -> asked.methods().layers()),
            first.methods().seed(),
            Method.Border.FAST,
            GivenOptions.parse(List.copyOf(options().values()))),
        Optional.empty(),
        OnBadImage.STOP);
  }

  private List<String> all(Function<Asked, List<String>> of) {
    return kept.questions().stream().flatMap(asked -> of.apply(asked).stream()).distinct().toList();
  }

  /** Of an option that answers differ in, the latest value. */
  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    all(Asked::plainOptions).forEach(text -> options.put(text.split("=", 2)[0], text));
    return options;
  }

  /** The image by the name that people know, which a link to its file bears. */
  private ImageSource named(ImageSource source, Path folder) throws IOException {
    boolean plain = !List.of(".", "..").contains(kept.image());
    Path file = folder.resolve(plain ? kept.image() : "image");
    if (source.path().isPresent()) {
      Files.createSymbolicLink(file, source.path().get().toAbsolutePath());
    }
    return source instanceof ImageSource.Slices slice
        ? new ImageSource.Slices(file, slice.plane(), slice.first())
        : new ImageSource.Picture(file);
  }

  /** Of the first answer; how long all of them took together. */
  private Provenance provenance() {
    JsonNode known = kept.answers().get(0).path("provenance");
    Map<String, String> versions = new LinkedHashMap<>();
    for (String name : List.of("pixelwhy", "onnxruntime", "java")) {
      versions.put(name, known.path(name).asText());
    }
    Map<String, String> images =
        known.has("image") ? Map.of(kept.image(), known.path("image").asText()) : Map.of();
    double seconds =
        kept.answers().stream().mapToDouble(a -> a.at("/provenance/seconds").asDouble()).sum();
    Instant finished = Instant.parse(known.path("finished").asText());
    Duration took = Duration.ofNanos((long) (known.path("seconds").asDouble() * NANOS));
    return new Provenance(
        known.path("model").asText(), images, versions, finished.minus(took), seconds);
  }
}
