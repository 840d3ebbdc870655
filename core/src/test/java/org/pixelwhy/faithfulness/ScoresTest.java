package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.gradient.InputXGradient;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class ScoresTest {
  private static final Tensor IMAGE = Net.noise(11, 1, 1, 8, 8);
  private static final Question QUESTION = Question.of(new ImageTarget(0));
  private static final List<Tensor> NOISE =
      IntStream.range(0, 7).mapToObj(i -> Net.noise(40 + i, 1, 1, 8, 8)).toList();

  private static Graph unet() {
    return UNet.graph(
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2), 7);
  }

  /** Linear: the image times 3, one output. */
  private static Graph linear() {
    return new Net(1)
        .input("image", "n", 1, 8, 8)
        .conv("y", "image", Tensor.of(new float[] {3}, 1, 1, 1, 1))
        .graph("y");
  }

  private static ModelRunner runner(Engine engine, Graph graph) {
    return new ModelRunner(engine, Net.prepare(engine, graph));
  }

  private static Attribution map(float... values) {
    return new Attribution("given", "", Tensor.of(values, 1, 1, 8, 8), Sign.SIGNED, List.of());
  }

  private static double value(ModelRunner runner, float[] image) {
    try (Evaluation at = runner.evaluate(Tensor.of(image, 1, 1, 8, 8))) {
      return QUESTION.value(at.prediction(), QUESTION.weights(at.prediction()));
    }
  }

  private static float[] combined(Tensor a, Tensor b, float factor) {
    float[] values = a.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] += factor * (float) b.get(i);
    }
    return values;
  }

  @Test
  void infidelityEqualsItsFormulaSampleBySample(Engine engine) {
    try (ModelRunner runner = runner(engine, unet());
        Evaluation at = runner.evaluate(IMAGE)) {
      Attribution map = new Saliency().explain(at, QUESTION).get(0);
      double plain = 0;
      double ab = 0;
      double aa = 0;
      double bb = 0;
      for (Tensor noise : NOISE) {
        double a = 0;
        for (int i = 0; i < noise.size(); i++) {
          a += noise.get(i) * map.values().get(i);
        }
        double b = value(runner, IMAGE.toFloats()) - value(runner, combined(IMAGE, noise, -1));
        plain += (a - b) * (a - b) / NOISE.size();
        ab += a * b;
        aa += a * a;
        bb += b * b;
      }
      Perturbation.Given given = new Perturbation.Given(NOISE);
      Infidelity.Score score = new Infidelity(Sampling.of(given, false)).score(at, QUESTION, map);
      Infidelity.Score normalised =
          new Infidelity(Sampling.of(given, true)).score(at, QUESTION, map);
      assertEquals(plain, score.value(), 1e-4 * plain);
      assertEquals(7, score.forwardPasses());
      assertEquals(ab / aa, normalised.beta(), 1e-4 * Math.abs(ab / aa));
      assertEquals((bb - ab * ab / aa) / NOISE.size(), normalised.value(), 1e-4 * plain);
    }
  }

  @Test
  void theGradientOfALinearNetworkHasNoInfidelity(Engine engine) {
    try (ModelRunner runner = runner(engine, linear());
        Evaluation at = runner.evaluate(IMAGE)) {
      Attribution map = new Saliency().explain(at, QUESTION).get(0);
      Sampling squares = new Sampling(new Perturbation.SquareRemoval(3), 20, 5, false);
      assertEquals(
          0, new Infidelity(Infidelity.defaults()).score(at, QUESTION, map).value(), 1e-10);
      assertEquals(0, new Infidelity(squares).score(at, QUESTION, map).value(), 1e-10);
      float[] wrong = new float[64];
      assertTrue(new Infidelity(squares).score(at, QUESTION, map(wrong)).value() > 1e-4);
    }
  }

  @Test
  void aSquareIsRemovedInOnePiece() {
    float[] drawn = new Perturbation.SquareRemoval(3).draw(IMAGE, 0, new Random(1));
    int[] changed = IntStream.range(0, 64).filter(i -> drawn[i] != 0).toArray();
    assertEquals(9, changed.length);
    assertEquals(18, changed[8] - changed[0]);
    for (int i : changed) {
      assertEquals(IMAGE.get(i), drawn[i], 0);
    }
  }

  @Test
  void sensitivityEqualsItsFormulaAndIsNothingForALinearNetwork(Engine engine) {
    Sampling given = Sampling.of(new Perturbation.Given(NOISE), true);
    try (ModelRunner runner = runner(engine, linear());
        Evaluation at = runner.evaluate(IMAGE)) {
      assertArrayEquals(
          new double[] {0}, new SensitivityMax(given).score(at, QUESTION, new Saliency()));
      // x times a constant: |d| / |x|
      double greatest = 0;
      for (Tensor noise : NOISE) {
        greatest = Math.max(greatest, norm(noise) / norm(IMAGE));
      }
      double score = new SensitivityMax(given).score(at, QUESTION, new InputXGradient())[0];
      assertEquals(greatest, score, 1e-5);
    }
  }

  private static double norm(Tensor tensor) {
    double sum = 0;
    for (double value : tensor.toDoubles()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void deletionTakesTheMostImportantPixelsFirst(Engine engine) {
    float[] image = new float[64];
    float[] importance = new float[64];
    double mean = 0;
    for (int i = 0; i < 64; i++) {
      image[i] = i + 1;
      importance[i] = i + 1;
      mean += 3 * (i + 1) / 64.0;
    }
    try (ModelRunner runner = runner(engine, linear());
        Evaluation at = runner.evaluate(Tensor.of(image, 1, 1, 8, 8))) {
      DeletionInsertion score =
          new DeletionInsertion(
              new DeletionInsertion.Options(64, Optional.empty(), Importance.MAGNITUDE));
      DeletionInsertion.Curve deletion = score.deletion(at, QUESTION, map(importance));
      DeletionInsertion.Curve insertion = score.insertion(at, QUESTION, map(importance));
      assertEquals(mean, deletion.target()[0], 1e-4);
      assertEquals(mean - 3, deletion.target()[1], 1e-4);
      assertEquals(0, deletion.target()[64], 1e-6);
      assertEquals(3, insertion.target()[1], 1e-4);
      assertEquals(1, deletion.dice()[0]);
      assertEquals(0, deletion.dice()[64]);
      // 32 of 64 pixels are left: 2 * 32 / 96
      assertEquals(2.0 / 3, deletion.dice()[32], 1e-9);
      assertTrue(deletion.targetArea() < mean / 2 && insertion.targetArea() > mean / 2);
      assertEquals(mean, deletion.targetArea() + insertion.targetArea(), 1e-3);
    }
  }

  @Test
  void inputTimesGradientIsCompleteForALinearNetwork(Engine engine) {
    Tensor zeros = Tensor.of(new float[64], 1, 1, 8, 8);
    try (ModelRunner runner = runner(engine, linear());
        Evaluation at = runner.evaluate(IMAGE)) {
      Attribution map = new InputXGradient().explain(at, QUESTION).get(0);
      CompletenessGap gap = CompletenessGap.of(at, QUESTION, map, zeros);
      assertEquals(gap.difference(), gap.sum(), 1e-6);
      assertTrue(gap.relative() < 1e-5);
      assertEquals(
          -gap.difference(),
          CompletenessGap.of(at, QUESTION, map(new float[64]), zeros).gap(),
          1e-9);
    }
  }

  @Test
  void aMapThatIgnoresTheWeightsIsReported(Engine engine) {
    Attributor edges =
        (at, question) -> List.of(new Attribution("edges", "", at.image(), Sign.SIGNED, List.of()));
    try (ModelRunner runner = runner(engine, unet());
        Evaluation at = runner.evaluate(IMAGE)) {
      SanityCheck check = new SanityCheck(new SanityCheck.Options(3, 4, 0.9));
      SanityCheck.Result blind = check.check(at, QUESTION, edges);
      SanityCheck.Result gradient = check.check(at, QUESTION, new Saliency());
      assertFalse(blind.changes());
      assertEquals(new Similarity(1, 1), rounded(blind.steps().get(3).similarity()));
      assertTrue(gradient.changes(), gradient::toString);
      assertEquals(4, gradient.steps().size());
      assertEquals(gradient, check.check(at, QUESTION, new Saliency()));
    }
  }

  private static Similarity rounded(Similarity similarity) {
    return new Similarity(
        Math.round(similarity.rankCorrelation() * 1e9) / 1e9,
        Math.round(similarity.structural() * 1e9) / 1e9);
  }

  @Test
  void ranksAreCorrelatedWhateverTheScale() {
    float[] rising = new float[64];
    float[] squared = new float[64];
    float[] falling = new float[64];
    for (int i = 0; i < 64; i++) {
      rising[i] = i;
      squared[i] = i * i;
      falling[i] = 64 - i;
    }
    assertEquals(1, Similarity.of(map(rising).values(), map(squared).values()).rankCorrelation());
    assertEquals(
        -1, Similarity.of(map(rising).values(), map(falling).values()).rankCorrelation(), 1e-12);
    assertTrue(Similarity.of(map(rising).values(), map(falling).values()).structural() < 0);
  }

  @Test
  void pixelsThatBothMapsLeaveOutDoNotMakeThemAlike() {
    float[] one = new float[64];
    float[] other = new float[64];
    for (int i = 0; i < 5; i++) {
      one[i] = i + 1;
      other[i] = 5 - i;
    }
    assertEquals(
        -1, Similarity.of(map(one).values(), map(other).values()).rankCorrelation(), 1e-12);
    // Elsewhere the maps are anything but alike, and only where both are 0 do they agree.
    other[63] = 7;
    one[62] = -7;
    double naive = naiveCorrelation(one, other, new int[] {0, 1, 2, 3, 4, 62, 63});
    assertEquals(
        naive, Similarity.of(map(one).values(), map(other).values()).rankCorrelation(), 1e-12);
  }

  /** Pearson's correlation of ranks by counting. */
  private static double naiveCorrelation(float[] a, float[] b, int[] at) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    double mean = (at.length - 1) / 2.0;
    for (int i : at) {
      double x = rank(a, i, at) - mean;
      double y = rank(b, i, at) - mean;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double rank(float[] values, int place, int[] at) {
    long less = IntStream.of(at).filter(i -> values[i] < values[place]).count();
    long equal = IntStream.of(at).filter(i -> values[i] == values[place]).count();
    return less + (equal - 1) / 2.0;
  }

  @Test
  void aBlankMapIsLikeNothing() {
    float[] one = new float[64];
    one[3] = 1;
    assertTrue(
        Double.isNaN(
            Similarity.of(map(one).values(), map(new float[64]).values()).rankCorrelation()));
    assertTrue(
        Double.isNaN(
            Similarity.of(map(new float[64]).values(), map(new float[64]).values()).structural()));
  }

  @Test
  void contributionsAreRankedByTheirSumSoThatWhatSpeaksAgainstGoesLast(Engine engine) {
    float[] values = new float[64];
    values[5] = 2;
    values[9] = -3;
    try (ModelRunner runner = runner(engine, linear());
        Evaluation at = runner.evaluate(Tensor.filled(IMAGE.type(), 1, 1, 1, 8, 8))) {
      int[] ranking = Importance.MAP.ranking(map(values), at.image());
      assertEquals(5, ranking[0]);
      assertEquals(9, ranking[63]);
      assertEquals(9, Importance.MAGNITUDE.ranking(map(values), at.image())[0]);
    }
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThrows(InputException.class, () -> new Perturbation.Gaussian(0));
    assertThrows(InputException.class, () -> new Perturbation.Uniform(Double.NaN));
    assertThrows(InputException.class, () -> new Perturbation.SquareRemoval(0));
    assertThrows(
        InputException.class, () -> new Sampling(new Perturbation.Gaussian(1), 0, 0, false));
    assertThrows(InputException.class, () -> new SanityCheck.Options(0, 0, 0.9));
  }
}
