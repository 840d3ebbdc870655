package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class LeakageTest {
  private static final Tensor IMAGE = Net.noise(2, 1, 1, 1, 12);

  /** Four pixels of a row: a circle of their area has a radius of 1.13 pixels. */
  private static final Mask MASK = Mask.of(new int[] {1, 12}, i -> i >= 2 && i < 6);

  private static Graph graph() {
    return new Net(1).input("x", 1, 1, 1, 12).conv("y", "x", 1, 2, 1).graph("y");
  }

  private static Attribution map(float... values) {
    return new Attribution("given", "", Tensor.of(values, 1, 1, 1, 12), Sign.SIGNED, List.of());
  }

  @Test
  void onlyWhatIsFartherThanTheSurroundingsLeaks(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = runner.evaluate(IMAGE)) {
      // By hand: 1 beside the mask, 4 in it, 2 at a distance of two, 3 farther; -9 does not count.
      Attribution map = map(0, 1, 4, 0, 0, 0, 0, 2, -9, 0, 0, 3);
      assertEquals(6 / 10.0, Leakage.of(at, map, MASK, 0).share(), 1e-12);
      assertEquals(5 / 10.0, Leakage.of(at, map, MASK, 1).share(), 1e-12);
      assertEquals(3 / 10.0, Leakage.of(at, map, MASK, 2).share(), 1e-12);
      assertEquals(1.1284, Leakage.of(at, map, MASK, 1).distance(), 1e-4);
    }
  }

  /** Pixel by pixel: whatever is farther from every member than the distance is outside. */
  @Test
  void equalsMeasuringTheDistanceToEveryMember(Engine engine) {
    Random random = new Random(6);
    Graph graph = new Net(1).input("x", 1, 1, 9, 9).conv("y", "x", 1, 2, 1).graph("y");
    float[] values = new float[81];
    boolean[] member = new boolean[81];
    int count = 0;
    for (int i = 0; i < 81; i++) {
      values[i] = random.nextFloat() - 0.3f;
      member[i] = random.nextInt(20) == 0;
      count += member[i] ? 1 : 0;
    }
    double reach = 1.5 * Math.sqrt(count / Math.PI);
    double far = 0;
    double all = 0;
    for (int i = 0; i < 81; i++) {
      boolean near = false;
      for (int j = 0; j < 81; j++) {
        near |= member[j] && Math.hypot(i / 9 - j / 9, i % 9 - j % 9) <= reach;
      }
      all += Math.max(0, values[i]);
      far += near ? 0 : Math.max(0, values[i]);
    }
    assertTrue(far > 0 && far < all, "the test needs some of both: " + far);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(Net.noise(2, 1, 1, 9, 9))) {
      Attribution map =
          new Attribution("given", "", Tensor.of(values, 1, 1, 9, 9), Sign.SIGNED, List.of());
      Mask mask = Mask.of(new int[] {9, 9}, i -> member[i]);
      assertEquals(far / all, Leakage.of(at, map, mask, 1.5).share(), 1e-9);
    }
  }

  @Test
  void aMapInTheMaskLeaksNothingAndOneFarAwayAllOfIt(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = runner.evaluate(IMAGE)) {
      assertEquals(0, Leakage.of(at, map(0, 0, 1, 2, 3, 1, 0, 0, 0, 0, 0, 0), MASK, 1).share());
      assertEquals(1, Leakage.of(at, map(1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1), MASK, 1).share());
      assertTrue(Double.isNaN(Leakage.of(at, map(new float[12]), MASK, 1).share()));
    }
  }

  @Test
  void whereNothingCanLeakThereIsNoScore(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Attribution map = map(new float[12]);
      InputException e = assertThrows(InputException.class, () -> Leakage.of(at, map, MASK, 9));
      assertTrue(e.getMessage().contains("no farther than 10 pixels"), e.getMessage());
      assertThrows(InputException.class, () -> Leakage.of(at, map, Mask.empty(1, 12), 1));
      assertThrows(InputException.class, () -> Leakage.of(at, map, MASK, -1));
    }
  }
}
