package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.perturbation.RiseOptions.Merge;
import org.pixelwhy.attribution.perturbation.RiseOptions.Sampling;
import org.pixelwhy.attribution.perturbation.RiseOptions.Score;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.overlap.Iou;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class RiseTest extends ConformanceKit {
  private static final Question QUESTION = Question.of(new ClassTarget(1));
  private static final RiseOptions FEW =
      RiseOptions.defaults().withMasks(70).withCells(3, 0.4).withSeed(9);

  @Override
  protected Attributor attributor() {
    return new Rise(FEW);
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 8, 12};
  }

  /** The map and its standard error. */
  @Override
  protected int maps() {
    return 2;
  }

  private static Attribution explain(RiseOptions options, Example example, Question question) {
    return new Rise(options).explain(example.at(), question).get(0);
  }

  /** One map per target pixel, all masks in memory, one forward pass after the other. */
  private static double[][] pixelMaps(Example example, RiseOptions options, int[] places) {
    Masks masks = options.draw(new int[] {Example.HEIGHT, Example.WIDTH});
    float[] image = Example.IMAGE.toFloats();
    double[][] maps = new double[places.length][Example.AREA];
    for (int i = 0; i < masks.count(); i++) {
      float[] mask = new float[Example.AREA];
      masks.write(i, mask);
      float[] masked = new float[image.length];
      for (int j = 0; j < image.length; j++) {
        masked[j] = image[j] * mask[j % Example.AREA];
      }
      Prediction prediction = example.predict(masked);
      Tensor output =
          options.score() == Score.LOGIT ? prediction.logits() : prediction.probabilities();
      for (int t = 0; t < places.length; t++) {
        for (int j = 0; j < Example.AREA; j++) {
          maps[t][j] += output.get(places[t]) * mask[j] / (masks.count() * options.keep());
        }
      }
    }
    return maps;
  }

  private static double[] merged(double[][] maps, Merge merge) {
    double[] merged = maps[0].clone();
    for (int j = 0; j < merged.length; j++) {
      for (int t = 1; t < maps.length; t++) {
        merged[j] = merge == Merge.MAX ? Math.max(merged[j], maps[t][j]) : merged[j] + maps[t][j];
      }
      merged[j] /= merge == Merge.MAX ? 1 : maps.length;
    }
    return merged;
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void aScoreThatNoMaskChangesIsSaid(Merge merge, Engine engine) {
    Graph constant =
        new Net(1)
            .input("x", 1, 1, 4, 6)
            .constant("zero", Tensor.of(new float[] {0}, 1))
            .constant("level", Tensor.of(new float[] {0.7f}, 1))
            .node("Mul", "dead", "x", "zero")
            .node("Add", "y", "dead", "level")
            .graph("y");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, constant));
        Evaluation at = runner.evaluate(Net.noise(3, 1, 1, 4, 6))) {
      Question image = Question.of(new ImageTarget(0));
      Attribution map = new Rise(FEW.withMerge(merge)).explain(at, image).get(0);
      assertTrue(map.extras().warnings().get(0).startsWith("no mask changed the score"));
    }
    try (Example example = Example.unet(engine)) {
      Attribution map = explain(FEW.withMerge(merge), example, QUESTION);
      assertEquals(List.of(), map.extras().warnings());
    }
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void equalsAPlainLoopOverMasks(Merge merge, Engine engine) {
    try (Example example = Example.unet(engine)) {
      int[] places = QUESTION.freeze(example.at().prediction()).places();
      assertTrue(places.length > 1);
      for (Score score : List.of(Score.PROBABILITY, Score.LOGIT)) {
        RiseOptions options = FEW.withMerge(merge).withScore(score);
        double[] expected = merged(pixelMaps(example, options, places), merge);
        Tensor map = explain(options, example, QUESTION).values();
        assertArrayEquals(new long[] {1, 1, Example.HEIGHT, Example.WIDTH}, map.shape().dims());
        assertArrayEquals(expected, map.toDoubles(), 1e-5);
      }
    }
  }

  @Test
  void theSumOfPixelsIsTheirMeanTimesTheirNumber(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Question sum = new Question(new ImageTarget(1), Reduction.SUM, OutputSpace.LOGITS);
      double[] mean = explain(FEW, example, Question.of(new ImageTarget(1))).values().toDoubles();
      double[] total = explain(FEW, example, sum).values().toDoubles();
      for (int i = 0; i < mean.length; i++) {
        assertEquals(mean[i] * Example.AREA, total[i], 1e-4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Score.class,
      names = {"DICE", "IOU"})
  void judgesMasksByTheMaskThatIsLeft(Score score, Engine engine) {
    try (Example example = Example.unet(engine)) {
      Mask before = example.at().prediction().mask(1);
      RiseOptions options = FEW.withScore(score);
      Masks masks = options.draw(new int[] {Example.HEIGHT, Example.WIDTH});
      double[] expected = new double[Example.AREA];
      for (int i = 0; i < masks.count(); i++) {
        float[] mask = new float[Example.AREA];
        masks.write(i, mask);
        float[] masked = Example.IMAGE.toFloats();
        for (int j = 0; j < masked.length; j++) {
          masked[j] *= mask[j % Example.AREA];
        }
        Mask after = example.predict(masked).mask(1);
        double value = score == Score.DICE ? Dice.of(before, after) : Iou.of(before, after);
        for (int j = 0; j < Example.AREA; j++) {
          expected[j] += value * mask[j] / (masks.count() * options.keep());
        }
      }
      double[] found = explain(options, example, QUESTION).values().toDoubles();
      assertArrayEquals(expected, found, 1e-5);
      assertTrue(Arrays.stream(found).max().orElseThrow() > 0);
      InputException e = assertThrows(InputException.class, () -> options.withMerge(Merge.MAX));
      assertTrue(e.getMessage().startsWith("merge 'max' needs a score for each pixel"));
    }
  }

  @ParameterizedTest
  @EnumSource(Sampling.class)
  void itsSecondMapIsTheSpreadOfMapsOfManySeeds(Sampling sampling, Engine engine) {
    try (Example example = Example.unet(engine)) {
      RiseOptions options = FEW.withMasks(256).withSampling(sampling);
      int runs = 40;
      double[] sums = new double[Example.AREA];
      double[] squares = new double[Example.AREA];
      double reported = 0;
      for (int run = 0; run < runs; run++) {
        List<Attribution> maps = new Rise(options.withSeed(run)).explain(example.at(), QUESTION);
        assertEquals(Rise.STANDARD_ERROR, maps.get(1).extras().part());
        double[] map = maps.get(0).values().toDoubles();
        double[] error = maps.get(1).values().toDoubles();
        for (int i = 0; i < map.length; i++) {
          sums[i] += map[i];
          squares[i] += map[i] * map[i];
          reported += error[i] * error[i] / runs / map.length;
        }
      }
      double spread = 0;
      for (int i = 0; i < sums.length; i++) {
        double mean = sums[i] / runs;
        spread += (squares[i] / runs - mean * mean) * runs / (runs - 1) / sums.length;
      }
      assertEquals(1, Math.sqrt(reported / spread), 0.25);
    }
  }

  @Test
  void holdsTheMasksOfOneBatchOnly(Engine engine) {
    try (Example example = Example.unet(engine)) {
      AtomicInteger drawn = new AtomicInteger();
      AtomicInteger used = new AtomicInteger();
      try (Evaluation at =
              example.runner().evaluate(Example.IMAGE, (what, done, total) -> drawn.set(done + 1));
          Masks masks = FEW.withMasks(500).draw(new int[] {Example.HEIGHT, Example.WIDTH});
          ScoreFile scores = ScoreFile.temporary(Double.BYTES, 8)) {
        MaskedRun run = new MaskedRun(at, new Pixels(Example.IMAGE), masks, scores, FEW);
        new MeanMap(
                run,
                Optional.empty(),
                output -> {
                  assertTrue(drawn.get() - used.getAndIncrement() <= 9);
                  return 1;
                },
                new Convergence(OptionalDouble.empty()))
            .moments();
        assertEquals(500, used.get());
      }
    }
  }

  @Test
  void runsTheNetworkOncePerMaskWhateverTheMerge(Engine engine) {
    for (Merge merge : Merge.values()) {
      try (Example example = Example.unet(engine)) {
        explain(FEW.withMerge(merge), example, QUESTION);
        assertEquals(70, example.at().batches().passes());
      }
    }
  }

  @Test
  void canBeCancelledAndLeavesNothingOpen(Engine engine) {
    for (Merge merge : Merge.values()) {
      try (Example example = Example.unet(engine);
          Evaluation at =
              example
                  .runner()
                  .evaluate(
                      Example.IMAGE,
                      (what, done, total) -> {
                        if (done >= 40) {
                          throw new CancellationException("enough");
                        }
                      })) {
        assertThrows(
            CancellationException.class,
            () -> new Rise(FEW.withMerge(merge)).explain(at, QUESTION));
      }
    }
  }

  @Test
  void explainsANetworkWithoutGradients(Engine engine) {
    try (Example example = Example.quantised(engine)) {
      double[] map = explain(FEW, example, Question.of(new ImageTarget(1))).values().toDoubles();
      assertNotEquals(map[0], map[Example.AREA / 2]);
    }
  }

  @Test
  void anotherSeedGivesAnotherMapAndTheSameSeedTheSame(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Tensor map = explain(FEW, example, QUESTION).values();
      assertEquals(map, explain(FEW, example, QUESTION).values());
      assertNotEquals(map, explain(FEW.withSeed(10), example, QUESTION).values());
    }
  }

  @Test
  void impossibleOptionsAreRefused(Engine engine) {
    RiseOptions defaults = RiseOptions.defaults();
    assertThrows(InputException.class, () -> defaults.withMasks(0));
    assertThrows(InputException.class, () -> defaults.withCells(0, 0.5));
    assertThrows(InputException.class, () -> defaults.withCells(8, 0));
    assertThrows(InputException.class, () -> defaults.withCells(8, Double.NaN));
    try (Example example = Example.unet(engine)) {
      RiseOptions wrong = defaults.withGiven(Tensor.of(new float[24], 2, 3, 4), 0.5);
      InputException e =
          assertThrows(InputException.class, () -> explain(wrong, example, QUESTION));
      assertEquals(
          "the given masks have shape [2,3,4]; expected is [number of masks, then the input's"
              + " extents [8, 12]]",
          e.getMessage());
    }
  }

  private static double[] given(Golden set, Evaluation at, Golden.Case golden, Merge merge) {
    OutputSpace score = merge == null ? golden.question().on() : OutputSpace.PROBABILITIES;
    RiseOptions options =
        RiseOptions.defaults()
            .withGiven(
                set.read(golden.params().get("masks").asText()),
                golden.params().get("p").asDouble())
            .withMerge(merge == null ? Merge.MEAN : merge)
            .withScore(Score.of(score));
    return new Rise(options).explain(at, golden.question()).get(0).values().toDoubles();
  }

  @Test
  void equalsTheGoldenMapsOfTheTarget(Engine engine) throws IOException {
    Golden set = new Golden("rise");
    set.check(engine, 12, (at, golden) -> given(set, at, golden, null));
  }

  @Test
  void equalsTheGoldenMapsOfPixelsMergedByMaximum(Engine engine) throws IOException {
    Golden set = new Golden("rise_pixels_max");
    set.check(engine, 12, (at, golden) -> given(set, at, golden, Merge.MAX));
  }

  @Test
  void equalsTheGoldenMapsOfPixelsMergedByMean(Engine engine) throws IOException {
    Golden set = new Golden("rise_pixels_mean");
    set.check(engine, 12, (at, golden) -> given(set, at, golden, Merge.MEAN));
  }
}
