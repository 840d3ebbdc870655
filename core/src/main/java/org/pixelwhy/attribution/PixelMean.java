package org.pixelwhy.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Another method's map of every pixel of the target by itself, averaged: {@code border=exact}.
 *
 * <p>Map {@code = sum over the target's pixels q of w_q * map(y_q)}, where {@code w_q} is the
 * question's weight of a pixel, 1/|M| for the mean. For methods that are linear in the question's
 * weights this is the map of the target as a whole; for others, such as Guided Backprop and a
 * Grad-CAM with Relu, it is not. All pixels share one forward pass; each costs a backward pass,
 * several of which run together where the network and memory allow it.
 *
 * <p>Fazel et al. average the maps of the pixels of a border.
 */
public final class PixelMean implements Attributor {
  private final Attributor method;

  public PixelMean(Attributor method) {
    this.method = method;
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return method.requests(at, on);
  }

  @Override
  public boolean linear() {
    return method.linear();
  }

  @Override
  public boolean additive() {
    return method.additive();
  }

  /** A backward pass for each pixel. */
  @Override
  public double passes(Evaluation at, Question question) {
    int pixels = question.target().mask(at.prediction()).count();
    return 1 + pixels * Math.max(1, method.passes(at, question) - 1);
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    Prediction prediction = at.prediction();
    Mask mask = question.target().mask(prediction);
    double weight = question.reduction().weight(mask, prediction.inside());
    List<Question> pixels = pixels(question, prediction, mask);
    List<Attribution> last = List.of();
    List<double[]> sums = new ArrayList<>();
    int together = at.seedsAtOnce();
    for (int i = 0; i < pixels.size(); i++) {
      at.steps().step("pixel of the target", i, pixels.size());
      if (i % together == 0) {
        ahead(at, pixels.subList(i, Math.min(i + together, pixels.size())));
      }
      last = method.explain(at, pixels.get(i));
      for (int k = 0; k < last.size(); k++) {
        add(sums, k, last.get(k).values().toFloats(), weight);
      }
    }
    String note =
        Text.format("mean of the maps of each of %d pixels (border=exact)", pixels.size());
    List<Attribution> means = new ArrayList<>();
    for (int k = 0; k < last.size(); k++) {
      means.add(mean(last.get(k), sums.get(k), note));
    }
    return means;
  }

  private static List<Question> pixels(Question question, Prediction prediction, Mask mask) {
    OptionalInt channel = OptionalInt.of(question.target().channel(prediction));
    return Arrays.stream(mask.indices())
        .mapToObj(pixel -> new OutputPixel(pixel, channel))
        .map(pixel -> new Question(pixel, Reduction.SUM, question.on()))
        .toList();
  }

  private void ahead(Evaluation at, List<Question> pixels) {
    List<Tensor> seeds = pixels.stream().map(pixel -> pixel.weights(at.prediction())).toList();
    at.ahead(method.requests(at, pixels.get(0).on()), seeds);
  }

  private static void add(List<double[]> sums, int k, float[] values, double weight) {
    if (sums.size() <= k) {
      sums.add(new double[values.length]);
    }
    double[] sum = sums.get(k);
    for (int i = 0; i < values.length; i++) {
      sum[i] += weight * values[i];
    }
  }

  private static Attribution mean(Attribution one, double[] sum, String note) {
    float[] values = new float[sum.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) sum[i];
    }
    List<String> notes = new ArrayList<>(one.notes());
    notes.add(note);
    Tensor map = Tensor.of(values, one.values().shape().dims());
    return new Attribution(one.method(), one.layer(), map, one.sign(), notes, one.channels());
  }
}
