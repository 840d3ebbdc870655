package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.cam.AblationCam;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.ScoreCam;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;

/** Maps that are looked at while they come about. */
@ExtendWith(EngineExtension.class)
class MapSoFarTest {
  private static final Question QUESTION = Question.of(new ClassTarget(1));
  private static final RiseOptions FEW =
      RiseOptions.defaults().withMasks(40).withCells(3, 0.4).withSeed(9);
  private static final Occlusion.Options WINDOWS =
      Occlusion.Options.defaults().withWindow(List.of(3), List.of(2));

  /** Looks at every map that is offered. */
  private static final class Watcher implements Steps {
    private final List<MapSoFar> seen = new ArrayList<>();

    @Override
    public void step(String what, int done, int total) {}

    @Override
    public void soFar(Supplier<MapSoFar> map) {
      seen.add(map.get());
    }

    private MapSoFar last() {
      return seen.get(seen.size() - 1);
    }
  }

  private static List<Attribution> explain(Example example, Attributor method, Steps steps) {
    try (Evaluation at = example.runner().evaluate(Example.IMAGE, steps)) {
      return method.explain(at, QUESTION);
    }
  }

  static Stream<Attributor> methods() {
    return Stream.of(
        new Rise(FEW),
        new Rise(FEW.withMerge(RiseOptions.Merge.MAX)),
        new Rise(FEW.withScore(RiseOptions.Score.LOGIT)),
        new Occlusion(WINDOWS),
        new Occlusion(WINDOWS.withScore(Occlusion.Score.DICE)),
        new Occlusion(WINDOWS.withCoarseToFine(2, 0)),
        new HausdorffMasks(HausdorffOptions.defaults()),
        new AblationCam(CamOptions.defaults()),
        new ScoreCam(CamOptions.defaults()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void lookingChangesNothingAndTheLastMapIsTheAnswer(Attributor method, Engine engine) {
    try (Example example = Example.unet(engine)) {
      Watcher watcher = new Watcher();
      List<Attribution> watched = explain(example, method, watcher);
      List<Attribution> alone = explain(example, method, Steps.SILENT);
      assertEquals(alone.size(), watched.size());
      for (int i = 0; i < alone.size(); i++) {
        assertArrayEquals(alone.get(i).values().toFloats(), watched.get(i).values().toFloats());
      }
      assertTrue(watcher.seen.size() > 2, method + ": " + watcher.seen.size());
      MapSoFar last = watcher.last();
      assertArrayEquals(
          alone.get(0).positions().toFloats(), last.positions().toFloats(), method.toString());
      assertEquals(alone.get(0).layer(), last.layer());
      assertEquals(alone.get(0).positionSign() != Attribution.Sign.UNSIGNED, last.signed());
    }
  }

  @Test
  void theMapAfterSomeMasksIsThatOfARunWithAsMany(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Watcher watcher = new Watcher();
      explain(example, new Rise(FEW), watcher);
      assertEquals(40, watcher.seen.size());
      float[] fewer =
          explain(example, new Rise(FEW.withMasks(13)), Steps.SILENT).get(0).values().toFloats();
      assertArrayEquals(fewer, watcher.seen.get(12).positions().toFloats());
    }
  }

  @Test
  void occlusionFillsFromTheTop(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Watcher watcher = new Watcher();
      explain(example, new Occlusion(WINDOWS), watcher);
      // Windows of 3 pixels, 2 apart, on 12 columns: of the first row six, and none lies below it.
      float[] row = watcher.seen.get(5).positions().toFloats();
      assertTrue(IntStream.range(0, 3 * Example.WIDTH).anyMatch(i -> row[i] != 0));
      assertTrue(IntStream.range(3 * Example.WIDTH, Example.AREA).allMatch(i -> row[i] == 0));
    }
  }

  @Test
  void mapsOfOtherImagesAreNotOffered(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Watcher watcher = new Watcher();
      try (Evaluation at = example.runner().evaluate(Example.IMAGE, watcher);
          Evaluation other = at.elsewhere(Example.IMAGE)) {
        assertFalse(new Occlusion(WINDOWS).explain(other, QUESTION).isEmpty());
      }
      assertTrue(watcher.seen.isEmpty());
    }
  }
}
