package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.Scoring;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** A method's maps on a small network, to be scored. */
record ScoreScene(ModelRunner runner, Evaluation at, Method method, Question question) {
  static final Tensor IMAGE = Net.noise(11, 1, 1, 16, 16);
  static final Question QUESTION = Question.of(new ImageTarget(0));

  /** The ground truth: a square in which the map's greatest value is not. */
  static final Mask TRUTH = Mask.of(new int[] {16, 16}, i -> i / 16 < 4 && i % 16 < 4);

  static final ImageFiles FILES = new ImageFiles(0, 0, Npy::read, mask -> TRUTH);

  ScoreScene(ModelRunner runner, Evaluation at, Method method) {
    this(runner, at, method, QUESTION);
  }

  Scorer.Subject subject(Method.Settings settings) {
    Attributor attributor = method.attributor(settings);
    List<Attribution> maps = attributor.explain(at, question);
    Method.Chosen chosen = new Method.Chosen(method, settings, FILES);
    return new Scorer.Subject(runner, at, question, chosen, attributor, maps);
  }

  ScoreResult score(Score score, Map<String, String> options) {
    return Scoring.column(subject(settings(options)), score).get(0);
  }

  static Graph unet() {
    return UNet.graph(
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2), 7);
  }

  static Method.Settings settings(Map<String, String> options) {
    List<String> given = new ArrayList<>();
    options.forEach((name, value) -> given.add(name + "=" + value));
    return new Method.Settings(List.of("auto"), 0, Method.Border.FAST, GivenOptions.parse(given))
        .withRun(
            RunOptions.PLAIN.withTruth(new GivenMask(Path.of("truth.png"), OptionalInt.empty())));
  }
}
