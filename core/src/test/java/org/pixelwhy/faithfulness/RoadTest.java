package org.pixelwhy.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class RoadTest {
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  /** The middle of nine: (1+3+7+9)/12 + (2+4+6+8)/6, and a corner from its three neighbours. */
  @Test
  void onePixelIsTheWeightedMeanOfItsNeighbours() {
    double[] plane = {1, 2, 3, 4, 100, 6, 7, 8, 9};
    boolean[] middle = new boolean[9];
    middle[4] = true;
    new LinearImputation(3, 3, middle).fill(plane);
    assertEquals(20 / 12.0 + 20 / 6.0, plane[4], 1e-9);
    boolean[] corner = new boolean[9];
    corner[0] = true;
    plane[4] = 5;
    new LinearImputation(3, 3, corner).fill(plane);
    assertEquals((2 / 6.0 + 4 / 6.0 + 5 / 12.0) / (5 / 12.0), plane[0], 1e-9);
  }

  @Test
  void whereNothingIsKnownThereIsTheMean() {
    double[] plane = {1, 2, 3, 6};
    new LinearImputation(2, 2, new boolean[] {true, true, true, true}).fill(plane);
    assertArrayEquals(new double[] {3, 3, 3, 3}, plane);
  }

  /** A dense system, by Gauss's elimination with pivots. */
  @Test
  void equalsTheDenseSystemSolvedByElimination() {
    Random random = new Random(8);
    for (double share : new double[] {0.2, 0.7, 0.97}) {
      double[] plane = random.doubles(7 * 9).toArray();
      boolean[] removed = new boolean[plane.length];
      for (int i = 1; i < removed.length; i++) {
        removed[i] = random.nextDouble() < share;
      }
      double[] naive = naive(plane, removed, 7, 9);
      new LinearImputation(7, 9, removed).fill(plane);
      assertArrayEquals(naive, plane, 1e-6);
    }
  }

  private static double[] naive(double[] plane, boolean[] removed, int height, int width) {
    int n = plane.length;
    double[][] system = new double[n][n + 1];
    for (int i = 0; i < n; i++) {
      if (!removed[i]) {
        system[i][i] = 1;
        system[i][n] = plane[i];
        continue;
      }
      for (int j = 0; j < n; j++) {
        int rows = Math.abs(i / width - j / width);
        int columns = Math.abs(i % width - j % width);
        if (i != j && rows <= 1 && columns <= 1) {
          double weight = rows + columns == 1 ? 1 / 6.0 : 1 / 12.0;
          system[i][i] += weight;
          system[i][j] -= weight;
        }
      }
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k; i < n; i++) {
        pivot = Math.abs(system[i][k]) > Math.abs(system[pivot][k]) ? i : pivot;
      }
      double[] row = system[pivot];
      system[pivot] = system[k];
      system[k] = row;
      for (int i = 0; i < n; i++) {
        double factor = system[i][k] / row[k];
        for (int j = k; j <= n && i != k; j++) {
          system[i][j] -= factor * row[j];
        }
      }
    }
    double[] solution = new double[n];
    Arrays.setAll(solution, i -> system[i][n] / system[i][i]);
    return solution;
  }

  private static Graph linear() {
    return new Net(1)
        .input("x", "n", 1, 6, 6)
        .conv("y", "x", Tensor.of(new float[] {2}, 1, 1, 1, 1))
        .graph("y");
  }

  private static Attribution map(float[] values) {
    return new Attribution("given", "", Tensor.of(values, 1, 1, 6, 6), Sign.SIGNED, List.of());
  }

  private static double area(Engine engine, float[] image, float[] importance, Question question) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, linear()));
        Evaluation at = runner.evaluate(Tensor.of(image, 1, 1, 6, 6))) {
      Road road = new Road(new Road.Options(36, 0, 0, Importance.MAP));
      return road.curve(at, question, map(importance)).targetArea();
    }
  }

  /** One bright pixel decides: what ranks it first is best, what ranks it last is worst. */
  @Test
  void thePerfectMapHasTheLeastAreaAndTheInvertedOneTheGreatest(Engine engine) {
    float[] image = new float[36];
    image[14] = 1;
    Question pixel = Question.of(new OutputPixel(14, OptionalInt.of(0)));
    float[] perfect = image.clone();
    float[] inverted = new float[36];
    inverted[14] = -1;
    double best = area(engine, image, perfect, pixel);
    double worst = area(engine, image, inverted, pixel);
    Random random = new Random(1);
    for (int i = 0; i < 5; i++) {
      float[] some = new float[36];
      for (int k = 0; k < some.length; k++) {
        some[k] = random.nextFloat();
      }
      double between = area(engine, image, some, pixel);
      assertTrue(best < between && between <= worst, best + " " + between + " " + worst);
    }
    // From 2 to 0 at the first step, and 2/36 at the last, where all pixels are their mean.
    assertEquals((2 / 2.0 + 2 / 36.0 / 2) / 36, best, 1e-6);
  }

  /** What neighbours make likely is no change: a flat image stays what it is. */
  @Test
  void aFlatImageLosesNothing(Engine engine) {
    float[] flat = new float[36];
    Arrays.fill(flat, 0.5f);
    float[] importance = new float[36];
    importance[3] = 1;
    assertEquals(1, area(engine, flat, importance, QUESTION), 1e-6);
  }

  /**
   * An image of 2 x 3 pixels in an input of 6 x 6; the padding stays as it is, and fills nothing
   * in.
   */
  @Test
  void paddingNeitherChangesNorFillsInWhatIsRemoved(Engine engine) {
    Geometry padded = new Geometry(2, 3, 6, 6, Geometry.Fit.PAD);
    float[] image = new float[36];
    Arrays.fill(image, 100);
    for (int i : new int[] {0, 1, 2, 6, 7, 8}) {
      image[i] = 1;
    }
    float[] importance = image.clone();
    importance[0] = 90;
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, linear()));
        Evaluation at = runner.evaluate(Tensor.of(image, 1, 1, 6, 6), padded, Steps.SILENT)) {
      Road road = new Road(new Road.Options(6, 0, 0, Importance.MAP));
      for (double value : road.curve(at, QUESTION, map(importance)).target()) {
        assertEquals(2, value, 1e-6);
      }
    }
  }

  @Test
  void noiseIsOfTheSeedAndOnWhatIsFilledInOnly(Engine engine) {
    float[] flat = new float[36];
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, linear()));
        Evaluation at = runner.evaluate(Tensor.of(flat, 1, 1, 6, 6))) {
      Road road = new Road(new Road.Options(2, 0.5, 4, Importance.MAP));
      double[] once = road.curve(at, QUESTION, map(flat)).target();
      assertArrayEquals(once, road.curve(at, QUESTION, map(flat)).target());
      assertEquals(0, once[0]);
      Random random = new Random(4);
      double half = 0;
      for (int i = 0; i < 18; i++) {
        half += 2 * 0.5 * random.nextGaussian() / 36;
      }
      assertEquals(half, once[1], 1e-6);
    }
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThrows(InputException.class, () -> new Road.Options(0, 0, 0, Importance.MAP));
    assertThrows(InputException.class, () -> new Road.Options(1, -1, 0, Importance.MAP));
    assertThrows(InputException.class, () -> new Road.Options(1, Double.NaN, 0, Importance.MAP));
  }
}
