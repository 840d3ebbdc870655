package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
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

@ExtendWith(EngineExtension.class)
class OffTargetEffectTest {
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  /**
   * Two channels: class 0 sees the first only, class 1 the second only, class 2 a little of each.
   */
  private static Graph graph() {
    float[] weights = {2, 0, 0, 3, 0.5f, -0.5f};
    return new Net(1)
        .input("x", "n", 2, 1, 4)
        .conv("y", "x", Tensor.of(weights, 3, 2, 1, 1))
        .graph("y");
  }

  /** The first channel has the class's thing at pixel 0, the second another's at pixel 3. */
  private static final Tensor IMAGE = Tensor.of(new float[] {4, 0, 0, 0, 0, 0, 0, 8}, 1, 2, 1, 4);

  private static OffTargetEffect effect(Engine engine, double share, float... map) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Tensor zeros = Tensor.of(new float[8], 1, 2, 1, 4);
      Attribution given =
          new Attribution("given", "", Tensor.of(map, 1, 1, 1, 4), Sign.SIGNED, List.of());
      return OffTargetEffect.of(at, QUESTION, given, zeros, share);
    }
  }

  @Test
  void onePixelOfFourByHand(Engine engine) {
    // Pixel 0 goes: class 0 loses 2*4/4, class 1 nothing, class 2 half of 4 / 4.
    OffTargetEffect own = effect(engine, 0.25, 9, 1, 1, 1);
    assertEquals(-2, own.target(), 1e-6);
    assertEquals(0.5 / 2, own.others(), 1e-6);
    assertEquals(0.125, own.ratio(), 1e-6);
    // Pixels 0 and 3 go: class 1 loses 3*8/4, class 2 gains 0.5*8/4 and loses 0.5*4/4.
    OffTargetEffect both = effect(engine, 0.5, 9, 1, 1, 8);
    assertEquals((6 + 0.5) / 2 / 2, both.ratio(), 1e-6);
  }

  @Test
  void whatConcernsTheClassAloneIsTheBestAndWhatDoesNotHasNone(Engine engine) {
    double best = effect(engine, 0.5, 9, 2, 1, -1).ratio();
    for (int order = 0; order < 24; order++) {
      int k = order;
      float[] map = new float[4];
      int[] left = IntStream.range(0, 4).toArray();
      for (int i = 0; i < 4; i++) {
        int next = k % (4 - i);
        k /= 4 - i;
        map[left[next]] = 4 - i;
        left[next] = left[3 - i];
      }
      double some = effect(engine, 0.5, map).ratio();
      assertTrue(Double.isNaN(some) || some >= best - 1e-9, some + " < " + best);
    }
    assertTrue(Double.isNaN(effect(engine, 0.25, 0, 0, 0, 1).ratio()));
  }

  /** Two runs of a network that is not linear, and every class's mean by itself. */
  @Test
  void equalsTheMeansOfTwoRuns(Engine engine) {
    Graph graph =
        new Net(6)
            .input("x", "n", 1, 6, 6)
            .conv("h", "x", 1, 4, 3)
            .node("Relu", "r", "h")
            .conv("y", "r", 4, 3, 3)
            .graph("y");
    Tensor image = Net.noise(7, 1, 1, 6, 6);
    float[] order = Net.noise(8, 1, 1, 6, 6).toFloats();
    float[] removed = image.toFloats();
    for (int i = 0; i < 36; i++) {
      int greater = 0;
      for (float other : order) {
        greater += other > order[i] ? 1 : 0;
      }
      removed[i] = greater < 9 ? 0 : removed[i];
    }
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image);
        Evaluation without = runner.evaluate(Tensor.of(removed, 1, 1, 6, 6))) {
      double[] changes = new double[3];
      for (int i = 0; i < 3 * 36; i++) {
        changes[i / 36] +=
            (without.prediction().logits().get(i) - at.prediction().logits().get(i)) / 36;
      }
      Attribution map =
          new Attribution("given", "", Tensor.of(order, 1, 1, 6, 6), Sign.SIGNED, List.of());
      OffTargetEffect found =
          OffTargetEffect.of(at, QUESTION, map, Tensor.of(new float[36], 1, 1, 6, 6), 0.25);
      assertEquals(changes[0], found.target(), 1e-6);
      assertEquals((Math.abs(changes[1]) + Math.abs(changes[2])) / 2, found.others(), 1e-6);
    }
  }

  @Test
  void aNetworkOfOneClassAndImpossibleSharesAreRefused(Engine engine) {
    assertThrows(InputException.class, () -> effect(engine, 0, 1, 1, 1, 1));
    Graph one = new Net(1).input("x", 1, 2, 1, 4).conv("y", "x", 2, 1, 1).graph("y");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, one));
        Evaluation at = runner.evaluate(IMAGE)) {
      Attribution map =
          new Attribution("given", "", Tensor.of(new float[4], 1, 1, 1, 4), Sign.SIGNED, List.of());
      assertThrows(InputException.class, () -> OffTargetEffect.of(at, QUESTION, map, IMAGE, 0.1));
    }
  }
}
