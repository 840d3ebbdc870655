package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class EfficientRandomisationTest {
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  @Test
  void theEntropyOfFourPixelsByHand() {
    // In two bins of 0 to 4: {0, -1} and {3, 4}; in four: {0}, {-1}, {3, 4}.
    double[] map = {0, -1, 3, 4};
    assertEquals(Math.log(2), EfficientRandomisation.complexity(map, 2), 1e-12);
    assertEquals(1.5 * Math.log(2), EfficientRandomisation.complexity(map, 4), 1e-12);
    assertEquals(0, EfficientRandomisation.complexity(new double[] {-2, 2, 2}, 9));
  }

  @Test
  void aMapOfMoreDisorderHasRisenAndOneOfLessFallen() {
    assertEquals(1, new EfficientRandomisation.Result(1.5, 3).rise());
    assertEquals(-1, new EfficientRandomisation.Result(1.5, 0).rise());
    assertTrue(Double.isNaN(new EfficientRandomisation.Result(0, 3).rise()));
  }

  @Test
  void equalsCountingByValue() {
    double[] map = new Random(2).doubles(500, 0, 1).map(v -> v * v).toArray();
    double greatest = 0;
    double least = 1;
    for (double value : map) {
      greatest = Math.max(greatest, value);
      least = Math.min(least, value);
    }
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (double value : map) {
      int bin = 0;
      while (bin < 29 && value >= least + (greatest - least) * (bin + 1) / 30) {
        bin++;
      }
      counts.merge(bin, 1, Integer::sum);
    }
    double naive = 0;
    for (int count : counts.values()) {
      naive += count / 500.0 * Math.log(500.0 / count);
    }
    assertEquals(naive, EfficientRandomisation.complexity(map, 30), 1e-9);
  }

  @Test
  void aMapThatIgnoresTheWeightsDoesNotRise(Engine engine) {
    Attributor edges =
        (at, question) -> List.of(new Attribution("edges", "", at.image(), Sign.SIGNED, List.of()));
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, UNet.graph(options, 7)));
        Evaluation at = runner.evaluate(Net.noise(11, 1, 1, 8, 8))) {
      EfficientRandomisation score =
          new EfficientRandomisation(new EfficientRandomisation.Options(3, 20));
      assertEquals(0, score.score(at, QUESTION, edges).get(0).rise());
      EfficientRandomisation.Result found = score.score(at, QUESTION, new Saliency()).get(0);
      Tensor map = new Saliency().explain(at, QUESTION).get(0).positions();
      assertEquals(EfficientRandomisation.complexity(map.toDoubles(), 20), found.learned());
      assertNotEquals(0, found.rise());
      assertEquals(found, score.score(at, QUESTION, new Saliency()).get(0));
    }
  }

  @Test
  void oneBinIsRefused() {
    assertThrows(InputException.class, () -> new EfficientRandomisation.Options(0, 1));
  }
}
