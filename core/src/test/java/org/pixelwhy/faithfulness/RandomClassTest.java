package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.gradient.InputXGradient;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.EntropyTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class RandomClassTest {
  private static final Tensor IMAGE = Net.noise(4, 1, 1, 6, 6);
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  /** Two classes of opposite weights, and a third like the first with another factor. */
  private static Graph threeClasses() {
    return new Net(1)
        .input("x", 1, 1, 6, 6)
        .conv("y", "x", Tensor.of(new float[] {2, -2, 5}, 3, 1, 1, 1))
        .graph("y");
  }

  private static List<RandomClass.Other> others(Engine engine, Attributor method, int classes) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, threeClasses()));
        Evaluation at = runner.evaluate(IMAGE)) {
      RandomClass score = new RandomClass(new RandomClass.Options(classes, 1));
      return score.score(at, QUESTION, method).get(0);
    }
  }

  /** By hand: 2x, -2x and 5x; the second turns the order around, the third keeps it. */
  @Test
  void aMapOfTheClassFollowsItsWeights(Engine engine) {
    List<RandomClass.Other> others = others(engine, new InputXGradient(), 5);
    assertEquals(List.of("1", "2"), others.stream().map(RandomClass.Other::name).toList());
    assertEquals(-1, others.get(0).similarity().rankCorrelation(), 1e-9);
    assertEquals(1, others.get(1).similarity().rankCorrelation(), 1e-9);
    assertEquals(1, others.get(1).similarity().structural(), 1e-6);
  }

  @Test
  void aMapThatShowsTheImageWhateverTheClassIsTheWorst(Engine engine) {
    Attributor edges =
        (at, question) -> List.of(new Attribution("edges", "", at.image(), Sign.SIGNED, List.of()));
    for (RandomClass.Other other : others(engine, edges, 5)) {
      assertEquals(1, other.similarity().rankCorrelation(), 1e-9);
    }
  }

  /** The pixels stay those of the question, whatever is predicted of the other class. */
  @Test
  void theOtherClassesAreAskedAboutAtTheSamePixels(Engine engine) {
    Attributor weights =
        (at, question) -> {
          Tensor all = question.weights(at.prediction());
          float[] sum = new float[36];
          for (int i = 0; i < all.size(); i++) {
            sum[i % 36] += (float) all.get(i) * (i % 36 + 1);
          }
          return List.of(
              new Attribution("weights", "", Tensor.of(sum, 1, 1, 6, 6), Sign.SIGNED, List.of()));
        };
    for (RandomClass.Other other : others(engine, weights, 5)) {
      assertEquals(1, other.similarity().rankCorrelation(), 1e-9);
    }
  }

  @Test
  void ofManyClassesSomeAreDrawn(Engine engine) {
    assertEquals(1, others(engine, new InputXGradient(), 1).size());
    assertEquals(others(engine, new InputXGradient(), 1), others(engine, new InputXGradient(), 1));
  }

  @Test
  void aNetworkOfOneClassHasNoOther(Engine engine) {
    Graph one = new Net(1).input("x", 1, 1, 6, 6).conv("y", "x", 1, 1, 3).graph("y");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, one));
        Evaluation at = runner.evaluate(IMAGE)) {
      RandomClass score = new RandomClass(RandomClass.Options.defaults());
      InputException e =
          assertThrows(InputException.class, () -> score.score(at, QUESTION, new InputXGradient()));
      assertTrue(e.getMessage().contains("one output channel"), e.getMessage());
      assertThrows(InputException.class, () -> new RandomClass.Options(0, 0));
    }
  }

  @Test
  void theEntropyOfClassesThatExcludeEachOtherIsOfNoClass(Engine engine) {
    Question entropy = Question.of(new EntropyTarget(Optional.empty()));
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, threeClasses()));
        Evaluation at = runner.evaluate(IMAGE)) {
      RandomClass score = new RandomClass(RandomClass.Options.defaults());
      InputException e =
          assertThrows(InputException.class, () -> score.score(at, entropy, new InputXGradient()));
      assertTrue(e.getMessage().contains("of all classes together"), e.getMessage());
    }
  }
}
