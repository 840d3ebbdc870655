package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.Course;
import org.pixelwhy.attribution.perturbation.CircleDistances.Comparison;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.overlap.AverageSurfaceDistance;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.overlap.HausdorffDistance;
import org.pixelwhy.overlap.Iou;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

class HausdorffMasksTest extends ConformanceKit {
  private static final Question QUESTION = Question.of(new ClassTarget(1));
  private static final HausdorffOptions SMALL =
      HausdorffOptions.defaults().withCircles(4, 3).withApplication(MaskApplication.fill(2));

  @Override
  protected Attributor attributor() {
    return new HausdorffMasks(SMALL);
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 8, 12};
  }

  /** Masks are compared, whatever the weights. */
  @Override
  protected double degree() {
    return 0;
  }

  private static CircleDistances distances(
      HausdorffOptions options, Evaluation at, Question question) {
    return new HausdorffMasks(options).distances(at, question);
  }

  private static double directed(Mask from, Mask to) {
    double greatest = 0;
    for (int a : from.indices()) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int b : to.indices()) {
        int dy = a / from.width() - b / from.width();
        int dx = a % from.width() - b % from.width();
        nearest = Math.min(nearest, Math.sqrt(dy * dy + dx * dx));
      }
      greatest = Math.max(greatest, nearest);
    }
    return greatest;
  }

  private static double naive(Mask a, Mask b) {
    return Math.max(directed(a, b), directed(b, a));
  }

  /** The circle of diameter 4: all but the corners of a square. */
  private static boolean inCircle(int dy, int dx) {
    boolean inside = dy >= 0 && dy < 4 && dx >= 0 && dx < 4;
    return inside && !((dy == 0 || dy == 3) && (dx == 0 || dx == 3));
  }

  private static double[] plainLoop(Example example, int firstChannel, int lastChannel) {
    double[] expected = new double[3 * 4];
    for (int position = 0; position < expected.length; position++) {
      float[] values = Example.IMAGE.toFloats();
      for (int i = firstChannel * Example.AREA; i < (lastChannel + 1) * Example.AREA; i++) {
        int pixel = i % Example.AREA;
        int dy = pixel / Example.WIDTH - position / 4 * 3;
        int dx = pixel % Example.WIDTH - position % 4 * 3;
        values[i] = inCircle(dy, dx) ? 2 : values[i];
      }
      expected[position] =
          naive(example.predict(values).mask(1), example.at().prediction().mask(1));
    }
    return expected;
  }

  @Test
  void equalsAPlainLoopOverCircles(Engine engine) {
    try (Example example = Example.unet(engine)) {
      CircleDistances found = distances(SMALL, example.at(), QUESTION);
      assertEquals(3, found.rows());
      assertEquals(4, found.columns());
      assertEquals(0, found.baseline());
      double[] expected = plainLoop(example, 0, 1);
      assertTrue(Arrays.stream(expected).distinct().count() > 2, Arrays.toString(expected));
      assertArrayEquals(expected, found.distances(), 1e-5);
    }
  }

  @Test
  void darkensOneChannelIfAsked(Engine engine) {
    try (Example example = Example.unet(engine)) {
      assertArrayEquals(
          plainLoop(example, 1, 1),
          distances(SMALL.withChannel(1), example.at(), QUESTION).distances(),
          1e-5);
      InputException e =
          assertThrows(
              InputException.class, () -> distances(SMALL.withChannel(2), example.at(), QUESTION));
      assertEquals(
          "there is no channel 2 to darken; the network's input has channels 0 to 1",
          e.getMessage());
    }
  }

  @Test
  void paintsCirclesFromSmallToLargeDistance(Engine engine) {
    try (Example example = Example.unet(engine)) {
      double[] values = plainLoop(example, 0, 1);
      double[] expected = new double[Example.AREA];
      for (int i = 0; i < expected.length; i++) {
        for (int position = 0; position < values.length; position++) {
          int dy = i / Example.WIDTH - position / 4 * 3;
          int dx = i % Example.WIDTH - position % 4 * 3;
          expected[i] = Math.max(expected[i], inCircle(dy, dx) ? values[position] : 0);
        }
      }
      Attribution map = new HausdorffMasks(SMALL).explain(example.at(), QUESTION).get(0);
      assertArrayEquals(
          new long[] {1, 1, Example.HEIGHT, Example.WIDTH}, map.values().shape().dims());
      assertArrayEquals(expected, map.values().toDoubles(), 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(MaskDistance.Standard.class)
  void comparesMasksByEveryDistance(MaskDistance.Standard distance, Engine engine) {
    try (Example example = Example.unet(engine)) {
      Mask reference = example.at().prediction().mask(1);
      double[] found = distances(SMALL.withDistance(distance), example.at(), QUESTION).distances();
      for (int position = 0; position < found.length; position++) {
        float[] values = Example.IMAGE.toFloats();
        for (int i = 0; i < values.length; i++) {
          int pixel = i % Example.AREA;
          int dy = pixel / Example.WIDTH - position / 4 * 3;
          int dx = pixel % Example.WIDTH - position % 4 * 3;
          values[i] = inCircle(dy, dx) ? 2 : values[i];
        }
        Mask mask = example.predict(values).mask(1);
        double expected =
            switch (distance) {
              case HAUSDORFF -> naive(mask, reference);
              case HD95 -> HausdorffDistance.percentile95(reference, mask).orElseThrow();
              case AVERAGE_SURFACE_DISTANCE ->
                  AverageSurfaceDistance.of(reference, mask).orElseThrow();
              case DICE -> 1 - Dice.of(reference, mask);
              case IOU -> 1 - Iou.of(reference, mask);
            };
        assertEquals(expected, found[position], 1e-12);
      }
      assertTrue(Arrays.stream(found).distinct().count() > 2);
    }
  }

  @Test
  void withAReferenceThereAreThreeMapsAndWithoutOnlyTheRawOne(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Mask truth = Mask.of(new int[] {8, 12}, i -> i / 12 < 5 && i % 12 < 7);
      List<Attribution> maps =
          new HausdorffMasks(SMALL.withReference(truth)).explain(example.at(), QUESTION);
      assertEquals(
          List.of("raw", "better", "worse"), maps.stream().map(m -> m.extras().part()).toList());
      CircleDistances found = distances(SMALL.withReference(truth), example.at(), QUESTION);
      for (int i = 0; i < Example.AREA; i++) {
        double better = maps.get(1).values().get(i);
        double worse = maps.get(2).values().get(i);
        assertTrue(better >= 0 && worse >= 0);
        assertTrue(maps.get(0).values().get(i) <= found.baseline() + worse + 1e-5);
      }
      List<Attribution> alone = new HausdorffMasks(SMALL).explain(example.at(), QUESTION);
      assertEquals(List.of("raw"), alone.stream().map(m -> m.extras().part()).toList());
      assertEquals(12, alone.get(0).extras().course().orElseThrow().passes());
    }
  }

  @Test
  void aStoppedRunGoesOnToTheSameBytes(Engine engine, @TempDir Path folder) {
    HausdorffOptions many = SMALL.withCircles(2, 1).withReference(Mask.full(16, 16));
    UNetOptions options =
        UNetOptions.defaults().withDepth(1).withChannels(2).withInputs(1).withOutputs(2);
    Tensor image = Net.noise(2, 1, 1, 16, 16);
    PerturbationRun kept = PerturbationRun.PLAIN.withProgress(folder.resolve("p"), false);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, UNet.graph(options, 1)));
        Evaluation at = runner.evaluate(image);
        Evaluation stopping =
            runner.evaluate(
                image,
                (what, done, total) -> {
                  if (done == 200) {
                    throw new CancellationException("enough");
                  }
                })) {
      Question question = Question.of(new ImageTarget(1));
      Tensor whole = new HausdorffMasks(many).explain(at, question).get(0).values();
      HausdorffMasks stopped = new HausdorffMasks(many, kept);
      assertThrows(CancellationException.class, () -> stopped.explain(stopping, question));
      long before = at.batches().passes();
      PerturbationRun resumed = kept.withProgress(folder.resolve("p"), true);
      assertEquals(whole, new HausdorffMasks(many, resumed).explain(at, question).get(0).values());
      assertEquals(128, at.batches().passes() - before);
      PerturbationRun early = PerturbationRun.PLAIN.withUntilStable(0.9);
      HausdorffMasks coarse = new HausdorffMasks(many.withCircles(4, 1), early);
      Course course = coarse.explain(at, question).get(0).extras().course().orElseThrow();
      assertTrue(course.passes() == 64 || course.passes() == 256, "whole levels only");
    }
  }

  @Test
  void comparesWithTheDistanceWithoutCircles() {
    double[] distances = {3, 5, 8, Double.POSITIVE_INFINITY};
    CircleDistances found = new CircleDistances(2, 2, distances, 5, 20);
    assertArrayEquals(new double[] {3, 5, 8, 20}, found.values(Comparison.RAW));
    assertArrayEquals(new double[] {2, 0, 0, 0}, found.values(Comparison.BETTER));
    assertArrayEquals(new double[] {0, 0, 3, 15}, found.values(Comparison.WORSE));
    assertEquals(5, found.neutral(Comparison.RAW));
    assertEquals(0, found.neutral(Comparison.WORSE));
    assertEquals(1, found.undefined());
  }

  @Test
  void aSegmentThatVanishesIsPaintedAsTheDiagonalAndSaidSo(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(1).withChannels(2).withInputs(1).withOutputs(1);
    Mask reference = Mask.of(new int[] {4, 4}, i -> i == 5);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, UNet.graph(options, 1)));
        Evaluation at = runner.evaluate(Tensor.of(new float[16], 1, 1, 4, 4))) {
      Mask predicted = at.prediction().mask(0);
      Mask other = predicted.isEmpty() ? reference : Mask.empty(4, 4);
      HausdorffOptions empty = SMALL.withApplication(MaskApplication.darken()).withReference(other);
      Question image = Question.of(new ImageTarget(0));
      CircleDistances found = distances(empty, at, image);
      assertEquals(4, found.undefined());
      assertEquals(Double.POSITIVE_INFINITY, found.baseline());
      Attribution map = new HausdorffMasks(empty).explain(at, image).get(0);
      assertEquals(Math.sqrt(18), map.values().get(0), 1e-6);
      assertEquals(
          "at 4 positions no segment is left to compare; painted as 4.243, and marked",
          map.notes().get(1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void distancesEqualThoseOfAllPairsOfPixels(long seed) {
    SplitMix random = new SplitMix(seed, 0);
    int[] extents = {1 + random.nextInt(20), 1 + random.nextInt(20)};
    double share = 0.02 + 0.3 * random.nextDouble();
    Mask reference = Mask.of(extents, i -> random.nextDouble() < share);
    ReferenceDistance distance = new ReferenceDistance(reference);
    for (int i = 0; i < 20; i++) {
      double other = 0.3 * random.nextDouble();
      Mask mask = Mask.of(extents, p -> random.nextDouble() < other);
      boolean undefined = mask.isEmpty() != reference.isEmpty();
      assertEquals(undefined, distance.to(mask).isEmpty());
      distance.to(mask).ifPresent(d -> assertEquals(naive(mask, reference), d, 1e-9));
    }
  }

  @Test
  void explainsANetworkWithoutGradients(Engine engine) {
    try (Example example = Example.quantised(engine)) {
      double[] found = distances(SMALL, example.at(), QUESTION).distances();
      assertTrue(Arrays.stream(found).distinct().count() > 1);
    }
  }

  @Test
  void canBeCancelledAndLeavesNothingOpen(Engine engine) {
    try (Example example = Example.unet(engine);
        Evaluation at =
            example
                .runner()
                .evaluate(
                    Example.IMAGE,
                    (what, done, total) -> {
                      assertEquals(12, total);
                      if (done == 7) {
                        throw new CancellationException("enough");
                      }
                    })) {
      assertThrows(CancellationException.class, () -> distances(SMALL, at, QUESTION));
    }
  }

  @Test
  void impossibleOptionsAreRefused(Engine engine) {
    assertThrows(InputException.class, () -> SMALL.withCircles(0, 3));
    assertThrows(InputException.class, () -> SMALL.withCircles(3, 0));
    assertThrows(InputException.class, () -> SMALL.withStamp(Mask.empty(3, 3), 2));
    try (Example example = Example.unet(engine)) {
      HausdorffOptions wrong = SMALL.withReference(Mask.full(3, 3));
      InputException e =
          assertThrows(InputException.class, () -> distances(wrong, example.at(), QUESTION));
      assertEquals(
          "the reference mask has extents [3, 3], the network's output [8, 12]; give a mask of that"
              + " size",
          e.getMessage());
    }
  }

  private static void checkGolden(Engine engine, String method, MaskApplication application)
      throws IOException {
    Golden set = new Golden(method);
    set.check(
        engine,
        12,
        (at, golden) -> {
          HausdorffOptions options =
              HausdorffOptions.defaults()
                  .withStamp(
                      set.mask(golden.params().get("pattern").asText()), golden.number("offset"))
                  .withApplication(application)
                  .withReference(set.mask(golden.params().get("reference_mask").asText()));
          CircleDistances found = distances(options, at, golden.question());
          double baseline = golden.params().get("baseline_distance").asDouble();
          assertEquals(baseline, found.baseline(), 1e-9);
          return found.distances();
        });
  }

  @Test
  void equalsTheGoldenDistances(Engine engine) throws IOException {
    checkGolden(engine, "hausdorff_masks", MaskApplication.minimum());
  }

  @Test
  void equalsTheGoldenDistancesWithoutClippingTheRest(Engine engine) throws IOException {
    checkGolden(engine, "hausdorff_masks_unclipped", MaskApplication.darken());
  }
}
