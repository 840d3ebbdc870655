package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.attribution.parts.Division;
import org.pixelwhy.attribution.perturbation.KernelShap.Estimator;
import org.pixelwhy.attribution.perturbation.KernelShap.Options;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;

class KernelShapTest extends ConformanceKit {
  private static final Question QUESTION = Question.of(new ClassTarget(1));
  private static final Options QUARTERS =
      Options.defaults()
          .withDivision(new Division.Grid(2))
          .withBaseline(new Baseline.Constant(0.25f));

  @Override
  protected Attributor attributor() {
    return new KernelShap(QUARTERS);
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 8, 12};
  }

  private static double[] map(Example example, Options options) {
    return explain(example, options).values().toDoubles();
  }

  private static Attribution explain(Example example, Options options) {
    return new KernelShap(options).explain(example.at(), QUESTION).get(0);
  }

  private static double target(Example example, float[] values) {
    return QUESTION.freeze(example.at().prediction()).value(example.predict(values).logits());
  }

  private static int quarter(int element) {
    int pixel = element % Example.AREA;
    return pixel / Example.WIDTH / 4 * 2 + pixel % Example.WIDTH / 6;
  }

  /** Every order in which the quarters appear, one image at a time. */
  @Test
  void exactValuesAreWhatPartsAddOverAllOrders(Engine engine) {
    try (Example example = Example.unet(engine)) {
      double[] shares = new double[4];
      for (int order = 0; order < 256; order++) {
        int[] places = {order & 3, order >> 2 & 3, order >> 4 & 3, order >> 6 & 3};
        if (Arrays.stream(places).distinct().count() < 4) {
          continue;
        }
        float[] values = new float[2 * Example.AREA];
        Arrays.fill(values, 0.25f);
        double before = target(example, values);
        for (int part : places) {
          for (int i = 0; i < values.length; i++) {
            values[i] = quarter(i) == part ? (float) Example.IMAGE.get(i) : values[i];
          }
          double after = target(example, values);
          shares[part] += (after - before) / 24;
          before = after;
        }
      }
      double[] map = map(example, QUARTERS);
      for (int i = 0; i < map.length; i++) {
        assertEquals(shares[quarter(i)] / 24, map[i], 1e-6);
      }
    }
  }

  @Test
  void theRegressionOnAllSetsIsExact(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Options six = QUARTERS.withDivision(new Division.Grid(3));
      assertArrayEquals(
          map(example, six.withEstimator(Estimator.EXACT, 2)),
          map(example, six.withEstimator(Estimator.KERNEL, 510)),
          1e-6);
    }
  }

  @Test
  void theMapAddsUpToWhatTheImageIsMoreThanTheBaseline(Engine engine) {
    try (Example example = Example.unet(engine)) {
      float[] baseline = new float[2 * Example.AREA];
      double difference = target(example, Example.IMAGE.toFloats()) - target(example, baseline);
      for (Division division :
          new Division[] {new Division.Superpixels(20), new Division.Channels()}) {
        Options options =
            Options.defaults().withDivision(division).withEstimator(Estimator.AUTO, 60);
        double sum = 0;
        for (double value : map(example, options)) {
          sum += value;
        }
        assertEquals(difference, sum, 1e-4);
      }
    }
  }

  @Test
  void channelsAreToldByName(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Attribution map = explain(example, Options.defaults().withDivision(new Division.Channels()));
      assertArrayEquals(new long[] {1, 2, 8, 12}, map.values().shape().dims());
      assertEquals("exact Shapley values of 2 channels, 3 passes", map.notes().get(0));
      assertTrue(
          map.notes().get(1).matches("channel 0: \\S+, channel 1: \\S+"), map.notes().get(1));
    }
  }

  @Test
  void manyPartsAreNotTriedInAllSets(Engine engine) {
    try (Example example = Example.unet(engine)) {
      Options all = QUARTERS.withDivision(new Division.Grid(6)).withEstimator(Estimator.EXACT, 2);
      InputException e = assertThrows(InputException.class, () -> map(example, all));
      assertTrue(e.getMessage().startsWith("exact Shapley values of 36 parts need 2^36 passes"));
    }
  }
}
