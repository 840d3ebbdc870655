package org.pixelwhy.faithfulness;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * How much a map changes when the image hardly does: {@code max over |d|_inf <= r of |phi(x + d) -
 * phi(x)|_2 / |phi(x)|_2}; 0 is best. Not normalised, the denominator is 1.
 *
 * <p>The maximum is taken over samples {@code d ~ U(-r, r)}, or over given ones. Where {@code
 * phi(x)} is 0 everywhere, the denominator is 1, as in Captum. Costs one run of the method per
 * sample.
 *
 * <p>Yeh et al.: On the (In)fidelity and Sensitivity of Explanations, NeurIPS 2019.
 */
public final class SensitivityMax {
  private final Sampling sampling;

  public SensitivityMax(Sampling sampling) {
    this.sampling = sampling;
  }

  /** 10 samples within 0.02, normalised, as in Captum. */
  public static Sampling defaults() {
    return new Sampling(new Perturbation.Uniform(0.02), 10, 0, true);
  }

  /**
   * The sensitivity of each of the method's maps, in their order.
   *
   * @throws InputException if the method cannot answer the question
   */
  public double[] score(Evaluation at, Question question, Attributor method) {
    Question fixed = question.fixedAt(at.prediction());
    List<float[]> clean = maps(at, fixed, method);
    double[] greatest = new double[clean.size()];
    Random random = sampling.random();
    for (int i = 0; i < sampling.samples(); i++) {
      try (Evaluation near = at.elsewhere(moved(at, i, random))) {
        List<float[]> maps = maps(near, fixed, method);
        for (int k = 0; k < greatest.length; k++) {
          greatest[k] = Math.max(greatest[k], distance(maps.get(k), clean.get(k)));
        }
      }
    }
    return IntStream.range(0, greatest.length)
        .mapToDouble(k -> greatest[k] / scale(clean.get(k)))
        .toArray();
  }

  private static List<float[]> maps(Evaluation at, Question question, Attributor method) {
    at.expect(method.requests(at, question.on()));
    return method.explain(at, question).stream()
        .map(Attribution::values)
        .map(ImagePart.of(at)::cut)
        .map(Tensor::toFloats)
        .toList();
  }

  private Tensor moved(Evaluation at, int index, Random random) {
    float[] values = at.image().toFloats();
    float[] drawn = sampling.draw(at, index, random);
    for (int i = 0; i < values.length; i++) {
      values[i] += drawn[i];
    }
    return Tensor.of(values, at.image().shape().dims());
  }

  private double scale(float[] map) {
    double norm = distance(map, new float[map.length]);
    return sampling.normalize() && norm > 0 ? norm : 1;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
