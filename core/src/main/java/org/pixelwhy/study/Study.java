package org.pixelwhy.study;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.ModelRunner;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ImageResult.TargetResult;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Target;

/** Answers requests: the only door to explanations for command line, web page and batch jobs. */
public final class Study {
  private final Engine engine;
  private final Progress progress;

  public Study(Engine engine, Progress progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /**
   * Explains all images of a request.
   *
   * @throws InputException if anything in the request cannot be used
   */
  public StudyResult explain(ExplainRequest request) {
    Instant started = Instant.now();
    int steps = 1 + request.images().size();
    progress.step("loading the model", 0, steps);
    SegmentationModel model = ModelLoader.load(engine, request.model());
    List<ImageResult> results = new ArrayList<>();
    long memory = request.settings().run().memory().orElseGet(() -> FreeMemory.bytes() / 4);
    try (ModelRunner runner = new ModelRunner(engine, model, memory)) {
      for (Path file : request.images()) {
        progress.step(file.toString(), 1 + results.size(), steps);
        results.add(explain(runner, request, results.size()));
      }
    }
    progress.step("done", steps, steps);
    return new StudyResult(request, model, results, provenance(request, model, started));
  }

  private ImageResult explain(ModelRunner runner, ExplainRequest request, int number) {
    SegmentationModel model = runner.model();
    Path file = request.images().get(number);
    InputFile input = InputFile.read(file, model.card(), request.size());
    Geometry geometry = input.prepared().geometry();
    try (Evaluation at = evaluate(runner, file, input.prepared().input())) {
      List<Method> methods = request.methods().stream().map(Catalogue::method).toList();
      List<Attributor> attributors = new ArrayList<>();
      ImageFiles files = files(at, geometry, number);
      for (Method method : methods) {
        Attributor attributor = method.attributor(request.settings(), files);
        at.expect(attributor.requests(at, request.question().on()));
        attributors.add(attributor);
      }
      Prediction prediction = at.prediction();
      QuestionSpec spec = request.question();
      Target target = spec.target().resolve(model, geometry, prediction);
      Question question = new Question(target, spec.reduction(), spec.on());
      Tensor weights = question.weights(prediction);
      List<MapResult> maps = new ArrayList<>();
      for (int i = 0; i < methods.size(); i++) {
        for (Attribution attribution : attributors.get(i).explain(at, question)) {
          Grid grid = MapGrid.of(attribution, methods.get(i).needs(), geometry);
          Optional<Mask> marked =
              attribution.extras().marked().map(mark -> geometry.toImage(mark.pixels()));
          maps.add(
              new MapResult(methods.get(i), attribution, grid, marked, Warnings.of(attribution)));
        }
      }
      TargetResult resolved =
          new TargetResult(
              target.describe(prediction),
              geometry.toImage(flat(target.mask(prediction))),
              target.mask(prediction).count(),
              question.value(prediction, weights));
      return new ImageResult(
          file,
          input.image(),
          masks(prediction, geometry),
          resolved,
          maps,
          LayerStudy.of(at, question, maps),
          input.prepared().notes(),
          Warnings.of(model, prediction, question));
    }
  }

  private static ImageFiles files(Evaluation at, Geometry geometry, int number) {
    SegmentationModel model = at.model();
    int[] extents =
        Arrays.stream(at.typed().type(model.logits()).shape().dims())
            .skip(2)
            .mapToInt(Math::toIntExact)
            .toArray();
    return new ImageFiles(
        number,
        InputFile.like(at.image(), model.card()),
        mask -> geometry.toOutput(MaskReader.read(mask), extents));
  }

  /** Begins to ask about an input; whatever is wrong with it is told with the file's name. */
  private Evaluation evaluate(ModelRunner runner, Path file, Tensor input) {
    try {
      runner.typed(input.shape());
      return runner.evaluate(input, progress::step);
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Mask> masks(Prediction prediction, Geometry geometry) {
    List<Mask> masks = new ArrayList<>();
    for (int k = 0; k < prediction.classes(); k++) {
      masks.add(geometry.toImage(flat(prediction.mask(k))));
    }
    return masks;
  }

  /** A mask of rows and columns; of a volume, its middle slice. */
  private static Mask flat(Mask mask) {
    int[] extents = mask.extents();
    if (extents.length == 2) {
      return mask;
    }
    int area = extents[1] * extents[2];
    int offset = extents[0] / 2 * area;
    return Mask.of(new int[] {extents[1], extents[2]}, i -> mask.get(offset + i));
  }

  private Provenance provenance(ExplainRequest request, SegmentationModel model, Instant started) {
    Map<String, String> hashes = new LinkedHashMap<>();
    request.files().forEach(file -> hashes.put(file.toString(), InputFile.hash(file)));
    Map<String, String> versions =
        Map.of(
            "pixelwhy", Version.current(),
            "onnxruntime", engine.version(),
            "java", Runtime.version().toString());
    double seconds = Duration.between(started, Instant.now()).toNanos() / 1e9;
    return new Provenance(model.hash(), hashes, versions, started, seconds);
  }
}
