package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.perturbation.Occlusion.Options;
import org.pixelwhy.attribution.perturbation.Occlusion.Score;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;

class OcclusionTest extends ConformanceKit {
  private static final Question QUESTION = Question.of(new ClassTarget(1));
  private static final Options SMALL =
      Options.defaults().withWindow(List.of(3, 5), List.of(2, 3)).withFill(0.25f);

  @Override
  protected Attributor attributor() {
    return new Occlusion(SMALL);
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 8, 12};
  }

  private static Attribution explain(Options options, Evaluation at, Question question) {
    return new Occlusion(options).explain(at, question).get(0);
  }

  private static double effect(Score score, Prediction before, Prediction after) {
    FrozenTarget target = QUESTION.freeze(before);
    if (score == Score.TARGET) {
      return target.value(before.logits()) - target.value(after.logits());
    }
    int common = 0;
    Mask a = before.mask(1);
    Mask b = after.mask(1);
    for (int i = 0; i < Example.AREA; i++) {
      common += a.get(i) && b.get(i) ? 1 : 0;
    }
    return 1 - 2.0 * common / (a.count() + b.count());
  }

  @ParameterizedTest
  @EnumSource(Score.class)
  void equalsAPlainLoopOverWindows(Score score, Engine engine) {
    try (Example example = Example.unet(engine)) {
      double[] sums = new double[Example.AREA];
      int[] counts = new int[Example.AREA];
      for (int top = 0; top < 7; top += 2) {
        for (int left = 0; left < 10; left += 3) {
          float[] values = Example.IMAGE.toFloats();
          List<Integer> covered = new ArrayList<>();
          for (int y = top; y < Math.min(top + 3, Example.HEIGHT); y++) {
            for (int x = left; x < Math.min(left + 5, Example.WIDTH); x++) {
              covered.add(y * Example.WIDTH + x);
            }
          }
          for (int pixel : covered) {
            values[pixel] = 0.25f;
            values[Example.AREA + pixel] = 0.25f;
          }
          Prediction after = example.predict(values);
          for (int pixel : covered) {
            sums[pixel] += effect(score, example.at().prediction(), after);
            counts[pixel]++;
          }
        }
      }
      double[] expected = new double[Example.AREA];
      Arrays.setAll(expected, i -> sums[i] / counts[i]);
      Attribution map = explain(SMALL.withScore(score), example.at(), QUESTION);
      assertArrayEquals(
          new long[] {1, 1, Example.HEIGHT, Example.WIDTH}, map.values().shape().dims());
      assertArrayEquals(expected, map.values().toDoubles(), 1e-5);
      assertEquals("16 windows", map.notes().get(0));
    }
  }

  @Test
  void aWindowLargerThanTheImageCoversAllOfItOnce(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Options whole = Options.defaults().withWindow(List.of(50), List.of(7));
      double[] map = explain(whole, example.at(), QUESTION).values().toDoubles();
      assertEquals(1, example.at().batches().passes());
      Prediction black = example.predict(new float[2 * Example.AREA]);
      double expected = effect(Score.TARGET, example.at().prediction(), black);
      assertArrayEquals(Arrays.stream(map).map(v -> expected).toArray(), map, 1e-5);
    }
  }

  @Test
  void pixelsBetweenWindowsThatAreFarApartStayAtZero(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Options apart = Options.defaults().withWindow(List.of(1), List.of(4));
      double[] map = explain(apart, example.at(), QUESTION).values().toDoubles();
      assertTrue(map[4] != 0);
      assertEquals(0, map[5]);
    }
  }

  @Test
  void explainsANetworkWithoutGradients(Engine engine) {
    try (Example example = Example.quantised(engine)) {
      double[] map =
          explain(SMALL, example.at(), Question.of(new ImageTarget(1))).values().toDoubles();
      assertTrue(Arrays.stream(map).distinct().count() > 2);
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
                      assertEquals(16, total);
                      if (done == 10) {
                        throw new CancellationException("enough");
                      }
                    })) {
      assertThrows(CancellationException.class, () -> explain(SMALL, at, QUESTION));
    }
  }

  @Test
  void withoutWindowAndStrideTheyFitTheImage(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Options fitting = Options.defaults().withWindow(List.of(), List.of());
      Options same = Options.defaults().withWindow(List.of(3), List.of(2));
      Attribution map = explain(fitting, example.at(), QUESTION);
      assertEquals(explain(same, example.at(), QUESTION).values(), map.values());
      assertTrue(
          map.notes().get(0).endsWith(" windows of 3 x 3 pixels, 2 x 2 apart, which fit the image"),
          map.notes().get(0));
    }
  }

  @Test
  void impossibleOptionsAreRefused(Engine engine) {
    Options defaults = Options.defaults();
    assertThrows(InputException.class, () -> defaults.withWindow(List.of(0), List.of(1)));
    assertThrows(InputException.class, () -> defaults.withFill(Float.NaN));
    try (Example example = Example.unet(engine)) {
      Options volume = defaults.withWindow(List.of(3, 3, 3), List.of(1));
      InputException e =
          assertThrows(InputException.class, () -> explain(volume, example.at(), QUESTION));
      assertEquals(
          "window or stride [3, 3, 3] of occlusion needs one number, or one for each of 2 axes",
          e.getMessage());
    }
  }

  @Test
  void equalsTheGoldenMapsOfPicturesAndVolumes(Engine engine) throws IOException {
    new Golden("occlusion")
        .check(
            engine,
            14,
            (at, golden) -> {
              Options options =
                  Options.defaults()
                      .withWindow(
                          perAxis(golden.params().get("window")),
                          perAxis(golden.params().get("strides")));
              return explain(options, at, golden.question()).values().toDoubles();
            });
  }

  /** The set's first number is for the channels, all of which are covered together. */
  private static List<Integer> perAxis(JsonNode numbers) {
    List<Integer> result = new ArrayList<>();
    for (int i = 1; i < numbers.size(); i++) {
      result.add(numbers.get(i).asInt());
    }
    return result;
  }
}
