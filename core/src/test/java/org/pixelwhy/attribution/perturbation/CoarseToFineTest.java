package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class CoarseToFineTest {
  private static final int SIDE = 30;
  private static final Occlusion.Options PLAIN =
      Occlusion.Options.defaults().withWindow(List.of(4), List.of(2)).withFill(0);

  /** The map for a small region in the middle of an image. */
  private static Attribution map(Engine engine, Net net, Tensor image, Occlusion.Options options) {
    Mask region =
        Mask.of(
            new int[] {SIDE, SIDE},
            i -> Math.abs(i / SIDE - 14) < 3 && Math.abs(i % SIDE - 15) < 3);
    Question question = Question.of(new OutputTarget(region, OptionalInt.of(0), "middle"));
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, net.graph("y")));
        Evaluation at = runner.evaluate(image)) {
      Attribution map = new Occlusion(options).explain(at, question).get(0);
      assertEquals(at.batches().passes(), map.extras().course().orElseThrow().passes());
      return map;
    }
  }

  /** What a window does is seen three pixels away at most. */
  private static Net local() {
    return new Net(7)
        .input("x", 1, 1, SIDE, SIDE)
        .conv("c", "x", 1, 4, 3)
        .node("Relu", "r", "c")
        .conv("d", "r", 4, 4, 3)
        .node("Relu", "s", "d")
        .conv("y", "s", 4, 2, 3);
  }

  @Test
  void equalsTheFullMapWhereEffectsAreLocalAndSavesMostPasses(Engine engine) {
    Tensor image = Net.noise(5, 1, 1, SIDE, SIDE);
    Attribution full = map(engine, local(), image, PLAIN);
    Attribution coarse = map(engine, local(), image, PLAIN.withCoarseToFine(3, 0));
    assertEquals(full.values(), coarse.values());
    int all = full.extras().course().orElseThrow().passes();
    int passes = coarse.extras().course().orElseThrow().passes();
    assertEquals(14 * 14, all);
    assertTrue(passes < all * 0.6, passes + " of " + all);
    String note = coarse.notes().get(0);
    assertTrue(note.endsWith(": " + (all - passes) + " passes saved"), note);
    assertTrue(coarse.notes().get(1).startsWith("coarse to fine is not exact"));
  }

  @Test
  void missesEffectsThatCancelOutWithinABlock(Engine engine) {
    // The logit is the image itself: two pixels of opposite sign cancel out under one block.
    Net identity =
        new Net(1)
            .input("x", 1, 1, SIDE, SIDE)
            .constant("w", Tensor.of(new float[] {1, 1}, 2, 1, 1, 1))
            .node("Conv", "y", "x", "w");
    float[] values = new float[SIDE * SIDE];
    values[14 * SIDE + 14] = 1;
    values[15 * SIDE + 15] = -1;
    Tensor image = Tensor.of(values, 1, 1, SIDE, SIDE);
    Occlusion.Options single = PLAIN.withWindow(List.of(1), List.of(1));
    Attribution full = map(engine, identity, image, single);
    assertNotEquals(0, full.values().get(14 * SIDE + 14));
    Attribution coarse = map(engine, identity, image, single.withCoarseToFine(2, 0));
    assertEquals(0, coarse.values().get(14 * SIDE + 14));
    assertEquals(225, coarse.extras().course().orElseThrow().passes());
  }

  @Test
  void theThresholdTradesPassesForSmallEffects(Engine engine) {
    Tensor image = Net.noise(5, 1, 1, SIDE, SIDE);
    int before = Integer.MAX_VALUE;
    for (double threshold : new double[] {0, 0.1, 0.5}) {
      Attribution map = map(engine, local(), image, PLAIN.withCoarseToFine(3, threshold));
      int passes = map.extras().course().orElseThrow().passes();
      assertTrue(passes < before, "at threshold " + threshold);
      before = passes;
    }
  }

  @Test
  void stopsEarlyAtAWholeLevelOfWindows(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, local().graph("y")));
        Evaluation at = runner.evaluate(Net.noise(5, 1, 1, SIDE, SIDE))) {
      Question question = Question.of(new OutputPixel(450, OptionalInt.of(0)));
      Occlusion.Options dense = PLAIN.withWindow(List.of(8), List.of(1));
      Attribution whole = new Occlusion(dense).explain(at, question).get(0);
      Attribution early =
          new Occlusion(dense, PerturbationRun.PLAIN.withUntilStable(0.5))
              .explain(at, question)
              .get(0);
      Course course = early.extras().course().orElseThrow();
      assertTrue(
          List.of(3 * 3, 6 * 6, 12 * 12).contains(course.passes()), course.passes() + " passes");
      double error =
          Convergence.norm(whole.values().toFloats(), early.values().toFloats())
              / Convergence.norm(whole.values().toFloats(), new float[SIDE * SIDE]);
      assertTrue(error < 1, "error " + error);
      Attribution never =
          new Occlusion(dense, PerturbationRun.PLAIN.withUntilStable(1e-9))
              .explain(at, question)
              .get(0);
      assertEquals(whole.values(), never.values());
      assertThrows(
          InputException.class,
          () ->
              new Occlusion(
                  dense.withCoarseToFine(2, 0), PerturbationRun.PLAIN.withUntilStable(0.5)));
    }
  }
}
