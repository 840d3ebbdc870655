package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.catalogue.ScoreScene.IMAGE;
import static org.pixelwhy.catalogue.ScoreScene.unet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

/** What may be chosen about scores, and what they say of what they cannot score. */
@ExtendWith(EngineExtension.class)
class ScoreOptionsTest {
  /** Another value for every option there is. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("samples", "3"),
          Map.entry("perturbation", "square"),
          Map.entry("sigma", "1/2"),
          Map.entry("side", "3"),
          Map.entry("normalize", "-"),
          Map.entry("radius", "0.3"),
          Map.entry("steps", "4"),
          Map.entry("baseline", "mean"),
          Map.entry("quantity", "dice"),
          Map.entry("importance", "magnitude"),
          Map.entry("mask", "segment"),
          Map.entry("surroundings", "0.5"),
          Map.entry("bins", "7"),
          Map.entry("superpixels", "5"),
          Map.entry("share", "0.4"),
          Map.entry("noise", "0.5"));

  /** Where a volume as small as the test's needs other options than the standard ones. */
  private static final Map<String, Map<String, String>> VOLUME =
      Map.of(
          "mass-accuracy", Map.of("mask", "segment"),
          "rank-accuracy", Map.of("mask", "segment"),
          "mask-auc", Map.of("mask", "segment"),
          "pointing-game", Map.of("mask", "segment"),
          "leakage", Map.of("mask", "segment", "surroundings", "0.1"),
          "irof", Map.of("superpixels", "8"));

  static Stream<Score> scores() {
    return ScoreCatalogue.scores().stream();
  }

  @ParameterizedTest
  @MethodSource("scores")
  void everyOptionChangesTheScore(Score score, Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Question question =
          new Question(
              new ImageTarget(0),
              Reduction.MEAN,
              score.id().equals("irof") ? OutputSpace.PROBABILITIES : OutputSpace.LOGITS);
      ScoreScene scene = new ScoreScene(runner, at, Catalogue.method("input-x-gradient"), question);
      for (NamedOption<?> option : score.options()) {
        if (option.name().equals("unchanged") || option.name().equals("classes")) {
          continue;
        }
        Map<String, String> before = new LinkedHashMap<>();
        if (option.name().equals("side")) {
          before.put("perturbation", "square");
        }
        Map<String, String> after = new LinkedHashMap<>(before);
        String other = option.standard().equals("on") ? "off" : "on";
        after.put(option.name(), OTHER.get(option.name()).replace("-", other));
        ScoreResult standard = scene.score(score, before);
        ScoreResult changed = scene.score(score, after);
        assertTrue(standard.value().isPresent(), standard.notes()::toString);
        if (score.id().equals("randomisation")) {
          assertNotEquals(standard.curves().get(0).x().length, changed.curves().get(0).x().length);
        } else {
          assertNotEquals(standard.value(), changed.value(), score.id() + "." + option.name());
        }
      }
    }
  }

  @Test
  void fromWhatCorrelationOnAMapIsUnchangedIsAnOption(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      ScoreScene scene = new ScoreScene(runner, at, Catalogue.method("input-x-gradient"));
      Score score = ScoreCatalogue.score("randomisation");
      double last = scene.score(score, Map.of()).value().orElseThrow();
      assertTrue(last > 0.01 && last < 0.9, "the test needs a value between: " + last);
      assertEquals(1, scene.score(score, Map.of()).notes().size());
      List<String> notes = scene.score(score, Map.of("unchanged", "0.01")).notes();
      assertEquals("the map hardly depends on what the network learned", notes.get(1));
      assertTrue(notes.get(0).startsWith("rank correlation"), notes::toString);
    }
  }

  @Test
  void theMaskIsTheGroundTruthWhereThereIsOneAndTheNoteSaysWhich(Engine engine) {
    Score score = ScoreCatalogue.score("mass-accuracy");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      ScoreScene scene = new ScoreScene(runner, at, Catalogue.method("input-x-gradient"));
      assertEquals(List.of("ground truth, 16 pixels"), scene.score(score, Map.of()).notes());
      int segment = at.prediction().mask(0).count();
      assertEquals(
          List.of("segment as predicted, " + segment + " pixels"),
          scene.score(score, Map.of("mask", "segment")).notes());
    }
  }

  @Test
  void ofATargetBelowZeroIrofSaysWhatToAskInstead(Engine engine) {
    Score score = ScoreCatalogue.score("irof");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      ScoreScene scene = new ScoreScene(runner, at, Catalogue.method("input-x-gradient"));
      ScoreResult refused = scene.score(score, Map.of());
      assertTrue(refused.value().isEmpty());
      assertTrue(refused.notes().get(0).contains("ask for probabilities"), refused::toString);
      assertTrue(scene.score(score, Map.of("quantity", "dice")).value().isPresent());
    }
  }

  /** Slices, rows and columns: no score takes the first for something else, or fails. */
  @Test
  void everyScoreThatAppliesToAVolumeHasAValue(Engine engine) {
    Tensor volume = Net.noise(12, 1, 1, 4, 6, 8);
    Tensor weights = Tensor.of(new float[] {1, -1, 2}, 3, 1, 1, 1, 1);
    Graph graph =
        new Net(2)
            .input("x", "n", 1, 4, 6, 8)
            .constant("w", weights)
            .node("Conv", "h", "x", "w")
            .node("Sigmoid", "y", "h")
            .graph("y");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(volume)) {
      Question question =
          new Question(new ImageTarget(0), Reduction.MEAN, OutputSpace.PROBABILITIES);
      ScoreScene scene = new ScoreScene(runner, at, Catalogue.method("input-x-gradient"), question);
      for (Score score : ScoreCatalogue.scores()) {
        ScoreResult result = scene.score(score, VOLUME.getOrDefault(score.id(), Map.of()));
        assertEquals(
            !score.id().equals("completeness"),
            result.value().isPresent(),
            score.id() + ": " + result.notes());
      }
    }
  }

  @Test
  void infidelityOfMethodsToBeComparedIsNormalisedUnlessItIsSaidOtherwise() {
    List<String> scores = List.of("deletion", "infidelity", "sensitivity");
    GivenOptions none = ScoreCatalogue.comparable(scores, GivenOptions.NONE);
    assertEquals(List.of("infidelity.normalize=on"), none.texts());
    for (String given : List.of("normalize=off", "infidelity.normalize=off")) {
      GivenOptions off = GivenOptions.parse(List.of(given));
      assertEquals(off, ScoreCatalogue.comparable(scores, off));
    }
    assertEquals(
        GivenOptions.NONE, ScoreCatalogue.comparable(List.of("deletion"), GivenOptions.NONE));
  }
}
