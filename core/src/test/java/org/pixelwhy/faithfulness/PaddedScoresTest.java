package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * An image of 5 rows and 6 columns in an input of 8 x 8: scores neither change nor see the rest.
 */
@ExtendWith(EngineExtension.class)
class PaddedScoresTest {
  private static final Geometry PADDED = new Geometry(5, 6, 8, 8, Geometry.Fit.PAD);
  private static final Tensor INPUT = Net.noise(3, 1, 1, 8, 8);
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  private static boolean inside(int pixel) {
    return pixel % 8 < 6 && pixel / 8 % 8 < 5;
  }

  /**
   * A convolution over 5 x 5 pixels, so that padding reaches the image's outputs, and one ahead.
   */
  private static Graph graph() {
    return new Net(8)
        .input("x", 1, 1, 8, 8)
        .conv("h", "x", 1, 3, 5)
        .conv("y", "h", 3, 2, 3)
        .graph("y");
  }

  private static Evaluation open(ModelRunner runner) {
    return runner.evaluate(INPUT, PADDED, Steps.SILENT);
  }

  /** Some map, with other values in the padding for each seed. */
  private static Attribution map(Tensor at, long seed) {
    Random random = new Random(seed);
    float[] values = at.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = inside(i) ? values[i] * values[i] - 0.3f : 9 * random.nextFloat();
    }
    return new Attribution("m", "", Tensor.of(values, 1, 1, 8, 8), Sign.SIGNED, List.of());
  }

  @Test
  void whatAMapHoldsInThePaddingChangesNoScore(Engine engine) {
    long[] calls = {0};
    Attributor restless = (at, question) -> List.of(map(at.image(), ++calls[0]));
    Attributor steady = (at, question) -> List.of(map(at.image(), 1));
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = open(runner)) {
      Attribution one = map(INPUT, 1);
      Attribution other = map(INPUT, 2);
      assertNotEquals(one.values(), other.values());
      Infidelity infidelity = new Infidelity(Infidelity.defaults());
      assertEquals(infidelity.score(at, QUESTION, one), infidelity.score(at, QUESTION, other));
      DeletionInsertion curves = new DeletionInsertion(DeletionInsertion.Options.defaults());
      assertArrayEquals(
          curves.deletion(at, QUESTION, one).target(),
          curves.deletion(at, QUESTION, other).target());
      assertArrayEquals(
          curves.insertion(at, QUESTION, one).dice(), curves.insertion(at, QUESTION, other).dice());
      SensitivityMax sensitivity = new SensitivityMax(SensitivityMax.defaults());
      assertArrayEquals(
          sensitivity.score(at, QUESTION, steady), sensitivity.score(at, QUESTION, restless));
      SanityCheck check = new SanityCheck(SanityCheck.Options.defaults());
      assertEquals(check.check(at, QUESTION, steady), check.check(at, QUESTION, restless));
      EfficientRandomisation efficient =
          new EfficientRandomisation(EfficientRandomisation.Options.defaults());
      assertEquals(efficient.score(at, QUESTION, steady), efficient.score(at, QUESTION, restless));
      RandomClass classes = new RandomClass(RandomClass.Options.defaults());
      assertEquals(classes.score(at, QUESTION, steady), classes.score(at, QUESTION, restless));
      assertEquals(GiniIndex.of(at, one), GiniIndex.of(at, other));
    }
  }

  /** Pixel by pixel: the padding stays, whatever is taken from the image or shown of it. */
  @Test
  void deletionTakesThePixelsOfTheImageAndLeavesThePaddingAsItIs(Engine engine) {
    Attribution map = map(INPUT, 1);
    float[] importance = map.values().toFloats();
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = open(runner)) {
      DeletionInsertion.Options options =
          new DeletionInsertion.Options(30, Optional.empty(), Importance.MAGNITUDE);
      double[] curve = new DeletionInsertion(options).deletion(at, QUESTION, map).target();
      Tensor weights = QUESTION.weights(at.prediction());
      float[] image = INPUT.toFloats();
      for (int step = 0; step <= 30; step++) {
        try (Evaluation changed = at.elsewhere(Tensor.of(image.clone(), 1, 1, 8, 8))) {
          double value = QUESTION.value(changed.prediction(), weights);
          assertEquals(value, curve[step], 1e-5, "pixels taken: " + step);
        }
        int most = -1;
        for (int i = 0; i < 64; i++) {
          boolean left = inside(i) && !Float.isNaN(importance[i]);
          if (left && (most < 0 || Math.abs(importance[i]) > Math.abs(importance[most]))) {
            most = i;
          }
        }
        if (most >= 0) {
          image[most] = 0;
          importance[most] = Float.NaN;
        }
      }
    }
  }

  @Test
  void perturbationsOfAllKindsStayInTheImage(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = open(runner)) {
      for (Perturbation kind :
          List.of(
              new Perturbation.Gaussian(0.1),
              new Perturbation.Uniform(0.1),
              new Perturbation.SquareRemoval(2))) {
        Sampling sampling = new Sampling(kind, 20, 4, false);
        Random random = sampling.random();
        for (int sample = 0; sample < 20; sample++) {
          float[] drawn = sampling.draw(at, sample, random);
          int reached = 0;
          for (int i = 0; i < 64; i++) {
            reached += inside(i) && drawn[i] != 0 ? 1 : 0;
            assertEquals(0, inside(i) ? 0 : drawn[i], kind.toString());
          }
          assertEquals(kind instanceof Perturbation.SquareRemoval ? 4 : 30, reached);
        }
      }
    }
  }
}
