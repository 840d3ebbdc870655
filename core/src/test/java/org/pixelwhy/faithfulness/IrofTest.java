package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.parts.Division;
import org.pixelwhy.attribution.parts.Parts;
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
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class IrofTest {
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  /** Quarters of 4 x 4 pixels with 8, 4, 4 and 0 in all of their pixels; the mean is 4. */
  private static final float[] QUARTERS = quarters(8, 4, 4, 0);

  private static float[] quarters(float... values) {
    float[] image = new float[16];
    for (int i = 0; i < 16; i++) {
      image[i] = values[i / 8 * 2 + i % 4 / 2];
    }
    return image;
  }

  /** The output is the square of the input, so that the mean in place of a part changes it. */
  private static Graph square() {
    return new Net(1).input("x", "n", 1, 4, 4).node("Mul", "y", "x", "x").graph("y");
  }

  private static Irof irof(Division division) {
    return new Irof(at -> division.of(at.image(), at.prediction()).of());
  }

  private static Attribution map(float[] values) {
    return new Attribution("given", "", Tensor.of(values, 1, 1, 4, 4), Sign.SIGNED, List.of());
  }

  private static DeletionInsertion.Curve curve(Engine engine, Division division, float[] map) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, square()));
        Evaluation at = runner.evaluate(Tensor.of(QUARTERS, 1, 1, 4, 4))) {
      return irof(division).curve(at, QUESTION, map(map));
    }
  }

  @Test
  void fourQuartersByHand(Engine engine) {
    DeletionInsertion.Curve curve = curve(engine, new Division.Grid(2), quarters(4, 3, 2, 1));
    // (64+16+16+0)/4 = 24; without the first (16+16+16+0)/4 = 12, and with the mean all over 16.
    assertArrayEquals(new double[] {24, 12, 12, 12, 16}, curve.target(), 1e-5);
    assertEquals(1 - (24 / 2.0 + 12 + 12 + 12 + 16 / 2.0) / 4 / 24, Irof.over(curve), 1e-6);
  }

  /** Of all 24 orders, removing what lowers the target first is best, and what raises it worst. */
  @Test
  void thePerfectOrderIsTheBestAndTheInvertedOneTheWorst(Engine engine) {
    double best = Irof.over(curve(engine, new Division.Grid(2), quarters(9, 5, 4, -7)));
    double worst = Irof.over(curve(engine, new Division.Grid(2), quarters(-9, -5, -4, 7)));
    for (int order = 0; order < 256; order++) {
      float[] map = quarters(order % 4, order / 4 % 4, order / 16 % 4, order / 64);
      double some = Irof.over(curve(engine, new Division.Grid(2), map));
      assertTrue(worst <= some + 1e-6 && some <= best + 1e-6, worst + " " + some + " " + best);
    }
    assertTrue(worst < best);
  }

  /** Superpixels one by one: at every step the one of greatest mean that is left goes. */
  @Test
  void equalsTakingThePartsAwayOneByOne(Engine engine) {
    Division division = new Division.Superpixels(6);
    Tensor image = Net.noise(3, 1, 1, 4, 4);
    float[] importance = Net.noise(4, 1, 1, 4, 4).toFloats();
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, square()));
        Evaluation at = runner.evaluate(image)) {
      double[] found = irof(division).curve(at, QUESTION, map(importance)).target();
      Parts parts = division.of(image, at.prediction());
      float[] left = image.toFloats();
      boolean[] gone = new boolean[parts.count()];
      double mean = 0;
      for (float value : left) {
        mean += value / 16;
      }
      for (int k = 0; k < found.length; k++) {
        double value = 0;
        for (float x : left) {
          value += x * x / 16.0;
        }
        assertEquals(value, found[k], 1e-6);
        int next = -1;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int part = 0; part < gone.length; part++) {
          double sum = 0;
          int count = 0;
          for (int i = 0; i < 16; i++) {
            sum += parts.of()[i] == part ? importance[i] : 0;
            count += parts.of()[i] == part ? 1 : 0;
          }
          if (!gone[part] && sum / count > greatest) {
            greatest = sum / count;
            next = part;
          }
        }
        for (int i = 0; next >= 0 && i < 16; i++) {
          left[i] = parts.of()[i] == next ? (float) mean : left[i];
        }
        if (next >= 0) {
          gone[next] = true;
        }
      }
      assertEquals(parts.count() + 1, found.length);
    }
  }

  @Test
  void paddingStaysAndCountsForNoMean(Engine engine) {
    float[] image = new float[16];
    Arrays.fill(image, 50);
    for (int i : new int[] {0, 1, 4, 5}) {
      image[i] = i < 2 ? 1 : 3;
    }
    Geometry padded = new Geometry(2, 2, 4, 4, Geometry.Fit.PAD);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, square()));
        Evaluation at = runner.evaluate(Tensor.of(image, 1, 1, 4, 4), padded, Steps.SILENT)) {
      double[] curve = irof(new Division.Grid(1)).curve(at, QUESTION, map(new float[16])).target();
      // Of the image alone: (1+1+9+9)/4, and its mean of 2 all over.
      assertArrayEquals(new double[] {5, 4}, curve, 1e-5);
    }
  }

  @Test
  void ofATargetBelowZeroNoShareIsLeft() {
    InputException e =
        assertThrows(
            InputException.class,
            () ->
                Irof.over(new DeletionInsertion.Curve(new double[] {-1, 0}, new double[] {1, 0})));
    assertTrue(e.getMessage().contains("above 0"), e.getMessage());
  }
}
