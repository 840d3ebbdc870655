package org.pixelwhy.attribution.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class IntegratedGradientsTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new IntegratedGradients(IntegratedGradients.Options.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  private static final Question SUM =
      new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);

  private static Attribution explain(
      Engine engine, Graph graph, Tensor image, Attributor attributor) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      return attributor.explain(at, SUM).get(0);
    }
  }

  /** {@code y = x^2}: the integral of the gradient 2x from x0 to x is x^2 - x0^2. */
  private static Graph square() {
    return new Net(1).input("x", 1, 1, 1, 2).node("Mul", "y", "x", "x").graph("y");
  }

  @Test
  void isTheDifferenceFromTheBaselineForAFunctionOfEachPixel(Engine engine) {
    Tensor image = Tensor.of(new float[] {1, 3}, 1, 1, 1, 2);
    for (Quadrature quadrature : Quadrature.values()) {
      IntegratedGradients.Options options =
          new IntegratedGradients.Options(new Baseline.Constant(2), quadrature, 1);
      Attribution map = explain(engine, square(), image, new IntegratedGradients(options));
      assertArrayEquals(new float[] {-3, 5}, map.values().toFloats(), 1e-5f);
      assertEquals(
          List.of(
              "completeness: the map adds up to 2.000, the target differs from the baseline's by"
                  + " 2.000; the gap is 0.0"),
          map.notes());
    }
  }

  @Test
  void gaussLegendreIsExactForPolynomialsUpToTwiceItsNodes() {
    for (int nodes : new int[] {1, 2, 5, 32}) {
      Quadrature.Rule rule = Quadrature.GAUSS_LEGENDRE.rule(nodes);
      for (int degree = 0; degree < 2 * nodes; degree++) {
        double integral = 0;
        for (int i = 0; i < nodes; i++) {
          integral += rule.weights()[i] * Math.pow(rule.nodes()[i], degree);
        }
        assertEquals(1.0 / (degree + 1), integral, 1e-14);
      }
    }
  }

  @Test
  void riemannTakesTheMiddleOfEqualParts() {
    Quadrature.Rule rule = Quadrature.RIEMANN.rule(2);
    assertArrayEquals(new double[] {0.25, 0.75}, rule.nodes());
    assertArrayEquals(new double[] {0.5, 0.5}, rule.weights());
  }

  @Test
  void baselinesAreZerosMeansOrGiven() {
    Tensor image = Tensor.of(new float[] {1, 3, 5, 9}, 1, 2, 1, 2);
    assertArrayEquals(new float[4], Baseline.ZERO.of(image).toFloats());
    assertArrayEquals(new float[] {2, 2, 7, 7}, new Baseline.Mean().of(image).toFloats());
    assertEquals(image, new Baseline.Given(image).of(image));
    Baseline small = new Baseline.Given(Tensor.of(new float[] {1}, 1, 1, 1, 1));
    assertThrows(InputException.class, () -> small.of(image));
    assertThrows(InputException.class, () -> new Baseline.Constant(Float.NaN));
  }

  @Test
  void refusesAnImpossibleNumberOfSteps() {
    for (int steps : new int[] {0, 10_001}) {
      assertThrows(
          InputException.class,
          () -> new IntegratedGradients.Options(Baseline.ZERO, Quadrature.RIEMANN, steps));
    }
  }
}
