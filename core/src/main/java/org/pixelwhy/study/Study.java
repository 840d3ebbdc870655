package org.pixelwhy.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.ImageResult.TargetResult;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

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
    List<ImageResult> results = new ArrayList<>();
    try (OpenModel open =
            ModelLoader.open(engine, request.model(), request.settings().run().memory());
        OpenVolumes volumes = OpenVolumes.withinHeap()) {
      for (ImageSource source : request.images()) {
        progress.step(source.name(), 1 + results.size(), steps);
        results.add(open.ask(runner -> explain(runner, volumes, request, results.size())));
      }
      progress.step("done", steps, steps);
      Provenance provenance = Provenance.of(engine, open.model(), request.sources(), started);
      return new StudyResult(request, open.model(), results, provenance);
    }
  }

  private ImageResult explain(
      ModelRunner runner, OpenVolumes volumes, ExplainRequest request, int number) {
    ImageSource source = request.images().get(number);
    try (OpenImage image = OpenImage.of(runner, volumes, source, request.size(), progress::step)) {
      return explain(runner, request, image.numbered(number));
    }
  }

  /** Explains one image. */
  public static ImageResult explain(ModelRunner runner, ExplainRequest request, OpenImage image) {
    SegmentationModel model = runner.model();
    Evaluation at = image.at();
    Geometry geometry = image.geometry();
    ApplicableMethods methods = ApplicableMethods.of(at, request, image.files());
    Prediction prediction = image.prediction();
    QuestionSpec spec = request.question();
    FixedTarget target = spec.target().resolve(prediction);
    Question question = new Question(target, spec.reduction(), spec.on());
    Tensor weights = question.weights(prediction);
    List<MapResult> maps = maps(new Scoring(runner, at, question, request), methods, image);
    TargetResult resolved =
        new TargetResult(
            target.description(),
            geometry.toImage(flat(target.pixels())),
            target.pixels().count(),
            target.classIndex(),
            question.value(prediction, weights));
    return new ImageResult(
        image.source(),
        image.input().image(),
        masks(prediction, geometry),
        resolved,
        maps,
        LayerStudy.of(at, question, maps),
        image.input().prepared().notes(),
        warnings(methods, Warnings.of(model, prediction, question)));
  }

  private static List<String> warnings(ApplicableMethods methods, List<String> others) {
    List<String> warnings = new ArrayList<>(methods.refusals());
    warnings.addAll(others);
    return warnings;
  }

  private static List<MapResult> maps(Scoring scoring, ApplicableMethods methods, OpenImage image) {
    List<MapResult> maps = new ArrayList<>();
    for (Map.Entry<Method, List<Attribution>> entry :
        methods.explain(scoring.question()).entrySet()) {
      Method method = entry.getKey();
      List<Attribution> found = entry.getValue();
      List<List<ScoreResult>> scores = scoring.of(method, image.files(), found);
      for (int k = 0; k < found.size(); k++) {
        Attribution plain = found.get(k);
        Attribution map =
            PaddingShare.note(plain, image.geometry()).map(plain::noting).orElse(plain);
        Grid grid = MapGrid.of(map, image.geometry());
        Optional<Mask> marked =
            map.extras().marked().map(mark -> image.geometry().toImage(mark.pixels()));
        maps.add(
            new MapResult(
                method, map, grid, marked, Warnings.of(map, method, image.at()), scores.get(k)));
      }
    }
    return maps;
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
}
