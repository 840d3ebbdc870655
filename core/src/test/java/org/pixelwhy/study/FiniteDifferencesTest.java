package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.Tensor;

/**
 * Saliency of real networks against central differences, for random elements of the input and the
 * logit at the same pixel.
 *
 * <p>The networks are float32 and full of kinks, so that no one step is right: small ones drown in
 * rounding, large ones cross kinks. For each element the step is taken around which three
 * successive differences agree best. Errors are relative to the gradient, or to the root mean
 * square of all gradients looked at where the gradient is smaller, since rounding does not shrink
 * with it.
 *
 * <p>{@code -Dpixelwhy.differences=200} sets the number of elements per network.
 */
@ExtendWith(EngineExtension.class)
class FiniteDifferencesTest {
  private static final int ELEMENTS = Integer.getInteger("pixelwhy.differences", 8);

  /** In units of the preprocessed input, whose standard deviation is of the order of 1. */
  private static final float[] STEPS = {4e-3f, 2e-3f, 1e-3f, 5e-4f, 2.5e-4f, 1.25e-4f};

  /**
   * The logits of SINet are of the order of a million and its PRelus are many: there the
   * differences themselves scatter by some percent from one step to the next, in the others by some
   * tenths.
   */
  @ParameterizedTest
  @CsvSource({"NUCLEI_PACKAGE, 0.005, 0.02", "SELFIE, 0.005, 0.05", "PORTRAIT, 0.05, 0.3"})
  void saliencyEqualsFiniteDifferences(
      RealModel real, double median, double ninthDecile, Engine engine) {
    double[] errors = errors(real, engine);
    double middle = errors[errors.length / 2];
    double large = errors[errors.length * 9 / 10];
    String found = "%s: median %.2g, ninth decile %.2g".formatted(real, middle, large);
    Logger.getLogger(FiniteDifferencesTest.class.getName()).fine(found);
    assertTrue(middle < median && large < ninthDecile, found);
  }

  /** Sorted. */
  private static double[] errors(RealModel real, Engine engine) {
    SegmentationModel model = ModelLoader.load(engine, real.source());
    Tensor image =
        InputFile.read(real.picture(), model.card(), Optional.empty()).prepared().input();
    int area = (int) (image.size() / image.shape().dim(1));
    double[] gradients = new double[ELEMENTS];
    double[] differences = new double[ELEMENTS];
    Random random = new Random(1);
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(image)) {
      for (int i = 0; i < ELEMENTS; i++) {
        int element = random.nextInt(image.size());
        Target target = new OutputPixel(element % area, OptionalInt.empty());
        Question question = new Question(target, Reduction.SUM, OutputSpace.LOGITS);
        Tensor weights = question.weights(at.prediction());
        gradients[i] = new Saliency().explain(at, question).get(0).values().get(element);
        differences[i] = derivative(runner, question, weights, element, image);
      }
    }
    double rms = Math.sqrt(Arrays.stream(gradients).map(g -> g * g).average().orElseThrow());
    double[] errors = new double[ELEMENTS];
    Arrays.setAll(
        errors,
        i -> Math.abs(differences[i] - gradients[i]) / Math.max(rms, Math.abs(gradients[i])));
    Arrays.sort(errors);
    return errors;
  }

  private static double derivative(
      ModelRunner runner, Question question, Tensor weights, int element, Tensor image) {
    double[] differences = new double[STEPS.length];
    for (int i = 0; i < STEPS.length; i++) {
      Moves moves = moves(image, element, STEPS[i]);
      differences[i] = difference(runner, question, weights, moves);
    }
    double best = 0;
    double spread = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 2 < STEPS.length; i++) {
      double[] three = Arrays.stream(differences, i, i + 3).sorted().toArray();
      if (three[2] - three[0] < spread) {
        spread = three[2] - three[0];
        best = three[1];
      }
    }
    return best;
  }

  private record Moves(Tensor up, Tensor down, double distance) {}

  private static Moves moves(Tensor image, int element, float step) {
    float[] up = image.toFloats().clone();
    float[] down = up.clone();
    up[element] += step;
    down[element] -= step;
    long[] dims = image.shape().dims();
    // The distance that float32 really made of it.
    double distance = (double) up[element] - down[element];
    return new Moves(Tensor.of(up, dims), Tensor.of(down, dims), distance);
  }

  private static double difference(
      ModelRunner runner, Question question, Tensor weights, Moves moves) {
    return (value(runner, question, weights, moves.up)
            - value(runner, question, weights, moves.down))
        / moves.distance;
  }

  private static double value(ModelRunner runner, Question question, Tensor weights, Tensor image) {
    try (Evaluation at = runner.evaluate(image)) {
      return question.value(at.prediction(), weights);
    }
  }
}
