package org.pixelwhy.attribution.sufficient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ObjectTarget;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class MiSuReTest extends ConformanceKit {
  private static final int SIZE = 16;
  private static final MiSuRe.Options USUAL = MiSuRe.Options.defaults().withRegion(0.9, 1);

  @Override
  protected Attributor attributor() {
    return new MiSuRe(MiSuRe.Options.defaults().withRegion(0.8, 6).withSteps(2, 0.2));
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 8, 12};
  }

  @Override
  protected double degree() {
    return 0;
  }

  @Override
  protected int maps() {
    return 2;
  }

  /**
   * A pixel is foreground if it and the fourth one to its right are bright: {@code y(r,c) = 10
   * (x(r,c) + x(r,c+4)) - 15}.
   */
  private static SegmentationModel pairs(Engine engine) {
    float[] weights = new float[81];
    weights[4 * 9 + 4] = 10;
    weights[4 * 9 + 8] = 10;
    Graph graph =
        new Net(1)
            .input("x", 1, 1, SIZE, SIZE)
            .conv("sum", "x", Tensor.of(weights, 1, 1, 9, 9))
            .constant("bias", Tensor.of(new float[] {-15}, 1))
            .node("Add", "y", "sum", "bias")
            .graph("y");
    return Net.prepare(
        engine, graph, new PartialCard.Builder().activation(Activation.LOGITS).build());
  }

  /** Whether a pixel is one of the segment, or of what it is drawn for. */
  private static boolean decides(int pixel) {
    int row = pixel / SIZE;
    int column = pixel % SIZE;
    return row >= 6 && row < 9 && (column >= 4 && column < 7 || column >= 8 && column < 11);
  }

  /** Two squares of which one makes the other foreground, and bright pixels that do nothing. */
  private static Tensor image() {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = decides(i) ? 1 : 0;
    }
    values[4 * SIZE + 5] = 1;
    values[10 * SIZE + 6] = 1;
    values[14 * SIZE + 1] = 1;
    return Tensor.of(values, 1, 1, SIZE, SIZE);
  }

  private static List<Attribution> explain(Engine engine, MiSuRe.Options options) {
    try (ModelRunner runner = new ModelRunner(engine, pairs(engine));
        Evaluation at = runner.evaluate(image())) {
      return new MiSuRe(options).explain(at, Question.of(new ClassTarget(0)));
    }
  }

  @Test
  void keepsTheSegmentAndWhatItIsDrawnForAndNothingElse(Engine engine) {
    float[] map = explain(engine, USUAL).get(0).values().toFloats();
    for (int i = 0; i < map.length; i++) {
      String where = "row " + i / SIZE + ", column " + i % SIZE + ": " + map[i];
      assertTrue(decides(i) ? map[i] > 0.6 : map[i] < 0.05, where);
    }
  }

  @Test
  void theSufficientRegionIsTheLeastOneThatTheSegmentGrowsTo(Engine engine) {
    Attribution region = explain(engine, USUAL).get(1);
    assertEquals("sufficient region", region.extras().part());
    float[] values = region.values().toFloats();
    // The other square ends 4 columns to the right of the segment, in columns 4 to 6.
    for (int i = 0; i < values.length; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int j = 0; j < values.length; j++) {
        if (decides(j) && j % SIZE < 7) {
          nearest =
              Math.min(nearest, Math.hypot(i / SIZE - j / SIZE, i % SIZE - (double) (j % SIZE)));
        }
      }
      assertEquals(nearest <= 4 ? 1 : 0, values[i]);
    }
  }

  @Test
  void lowerDiceIsEnoughFromLess(Engine engine) {
    // Two of three columns: Dice 2 * 6 / (6 + 9) = 0.8, at a radius of 3.
    List<Attribution> maps = explain(engine, USUAL.withRegion(0.8, 1).withSteps(0, 0.05));
    assertEquals(maps.get(1).values(), maps.get(0).values());
    assertEquals(
        "enough with Dice 0.800: the segment and 3 pixels around it, 61 pixels in all",
        maps.get(0).notes().get(0));
  }

  @Test
  void growsByAsManyPixelsAsItIsTold(Engine engine) {
    GivenOptions options = GivenOptions.parse(List.of("growth=3", "steps=0"));
    Method.Settings settings = new Method.Settings(List.of("auto"), 0, Method.Border.FAST, options);
    try (ModelRunner runner = new ModelRunner(engine, pairs(engine));
        Evaluation at = runner.evaluate(image())) {
      Attribution map =
          Catalogue.method("misure")
              .attributor(settings)
              .explain(at, Question.of(new ClassTarget(0)))
              .get(0);
      assertTrue(map.notes().get(0).contains("the segment and 6 pixels around it"));
    }
  }

  @Test
  void whatIsShownIsEnough(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, pairs(engine));
        Evaluation at = runner.evaluate(image())) {
      float[] map =
          new MiSuRe(USUAL.withWeights(5, 0))
              .explain(at, Question.of(new ClassTarget(0)))
              .get(0)
              .values()
              .toFloats();
      float[] kept = image().toFloats();
      for (int i = 0; i < kept.length; i++) {
        kept[i] *= map[i];
      }
      SegmentMatch match =
          SegmentMatch.of(new ClassTarget(0).resolve(at.prediction()), at.prediction());
      try (Evaluation part = at.elsewhere(Tensor.of(kept, 1, 1, SIZE, SIZE))) {
        assertTrue(match.dice(part.prediction()) >= 0.9);
      }
    }
  }

  @Test
  void otherObjectsNeedNotComeBack(Engine engine) {
    float[] values = image().toFloats();
    // A second object, far from the first, of one pixel.
    values[SIZE + 2] = 1;
    values[SIZE + 6] = 1;
    try (ModelRunner runner = new ModelRunner(engine, pairs(engine));
        Evaluation at = runner.evaluate(Tensor.of(values, 1, 1, SIZE, SIZE))) {
      Attribution map = new MiSuRe(USUAL).explain(at, Question.of(ObjectTarget.at(5, 7))).get(0);
      assertTrue(map.values().get(6 * SIZE + 9) > 0.6);
      assertEquals(0, map.values().get(SIZE + 2));
      assertEquals(0, map.values().get(SIZE + 6));
    }
  }

  @Test
  void aTargetThatIsNotPredictedHasNoRegion(Engine engine) {
    Mask corner = Mask.of(new int[] {SIZE, SIZE}, i -> i == 0);
    try (ModelRunner runner = new ModelRunner(engine, pairs(engine));
        Evaluation at = runner.evaluate(image())) {
      Question question = Question.of(new OutputTarget(corner, OptionalInt.of(0), "corner"));
      Attribution map = new MiSuRe(USUAL).explain(at, question).get(0);
      assertTrue(map.isBlank());
      assertTrue(
          map.extras().warnings().get(0).startsWith("nothing of the target is predicted as class"),
          map.extras().warnings().toString());
    }
  }

  @Test
  void paddingStaysAsItIsAndIsNotKept(Engine engine) {
    // The right square is padding: it is there whatever is kept, so the segment needs itself only.
    Geometry geometry = new Geometry(SIZE, 8, SIZE, SIZE, Geometry.Fit.PAD);
    try (ModelRunner runner = new ModelRunner(engine, pairs(engine));
        Evaluation at = runner.evaluate(image(), geometry, (what, done, total) -> {})) {
      List<Attribution> maps = new MiSuRe(USUAL).explain(at, Question.of(new ClassTarget(0)));
      assertTrue(maps.get(0).notes().get(0).contains("and 0 pixels around it, 9 pixels in all"));
      for (int i = 0; i < SIZE * SIZE; i++) {
        assertTrue(i % SIZE < 8 || maps.get(0).values().get(i) == 0);
      }
    }
  }

  @Test
  void isStoppedBetweenItsSteps(Engine engine) {
    List<String> heard = new ArrayList<>();
    try (ModelRunner runner = new ModelRunner(engine, pairs(engine));
        Evaluation at =
            runner.evaluate(
                image(),
                Geometry.covering(image().shape()),
                (what, done, total) -> {
                  heard.add(what);
                  if (what.startsWith("MiSuRe: making") && done == 2) {
                    throw new CancellationException();
                  }
                })) {
      MiSuRe method = new MiSuRe(USUAL);
      Question question = Question.of(new ClassTarget(0));
      assertThrows(CancellationException.class, () -> method.explain(at, question));
    }
    assertTrue(heard.contains("MiSuRe: growing the region"));
  }

  @Test
  void impossibleOptionsAreRefused() {
    MiSuRe.Options usual = MiSuRe.Options.defaults();
    for (double dice : new double[] {0, 1.1, Double.NaN}) {
      assertThrows(InputException.class, () -> usual.withRegion(dice, 1));
    }
    assertThrows(InputException.class, () -> usual.withRegion(0.9, 0));
    assertThrows(InputException.class, () -> usual.withSteps(-1, 0.1));
    assertThrows(InputException.class, () -> usual.withSteps(1, 0));
    assertThrows(InputException.class, () -> usual.withWeights(-1, 0));
    assertThrows(InputException.class, () -> usual.withWeights(0, Double.NaN));
  }
}
