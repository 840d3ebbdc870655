package org.pixelwhy.benchmarks;

import java.util.List;
import java.util.Locale;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.attribution.perturbation.RiseOptions.Sampling;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * How many masks each way of sampling needs for the same error, against a map of very many random
 * masks. Prints a table in Markdown.
 *
 * <p>The error is the root mean square over pixels and seeds. What the reference itself is off by
 * is taken off: {@code error^2 = mean (m - r)^2 - se(r)^2}. It falls as {@code sqrt(c / N)}; c is
 * the mean over the numbers of masks, and masks are needed in proportion to it.
 */
public final class RiseStudy {
  private static final int SIDE = 48;
  private static final int REFERENCE = 50_000;
  private static final int USUAL = 3000;
  private static final int SEEDS = 8;
  private static final List<Integer> MASKS = List.of(512, 2048);

  private final Evaluation at;

  private RiseStudy(Evaluation at) {
    this.at = at;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    float[] image = BlobImage.of(SIDE, SIDE, 7).values();
    for (int i = 0; i < image.length; i++) {
      image[i] /= 255;
    }
    try (Engine engine = Engine.open(EngineOptions.defaults());
        ModelRunner runner = new ModelRunner(engine, model(engine));
        Evaluation at = runner.evaluate(Tensor.of(image, 1, 1, SIDE, SIDE))) {
      RiseStudy study = new RiseStudy(at);
      System.out.println(
          "| p | sampling | error with 512 | with 2,048 | reported (2,048) | masks for the error of"
              + " 3,000 random ones |");
      System.out.println("|---|---|---|---|---|---|");
      for (double keep : new double[] {0.1, 0.5}) {
        study.compare(keep);
      }
    }
  }

  private static SegmentationModel model(Engine engine) {
    byte[] file = OnnxWriter.toBytes(BlobDetector.graph());
    PartialCard card = new PartialCard.Builder().activation(Activation.LOGITS).build();
    return ModelPreparation.prepare(engine, OnnxReader.read(file), card);
  }

  private void compare(double keep) {
    RiseOptions options = RiseOptions.defaults().withCells(8, keep);
    List<Attribution> reference = maps(options.withMasks(REFERENCE).withSeed(1_000_000));
    double[] expected = reference.get(0).values().toDoubles();
    double own = meanSquare(reference.get(1).values().toDoubles(), new double[expected.length]);
    double random = Double.NaN;
    for (Sampling sampling : Sampling.values()) {
      double[] squares = new double[MASKS.size()];
      double reported = 0;
      for (int seed = 0; seed < SEEDS; seed++) {
        for (int i = 0; i < squares.length; i++) {
          List<Attribution> maps =
              maps(options.withMasks(MASKS.get(i)).withSampling(sampling).withSeed(seed));
          squares[i] += meanSquare(maps.get(0).values().toDoubles(), expected) / SEEDS;
          double[] error = maps.get(1).values().toDoubles();
          reported += i == 1 ? meanSquare(error, new double[error.length]) / SEEDS : 0;
        }
      }
      double constant = 0;
      for (int i = 0; i < squares.length; i++) {
        squares[i] -= own;
        constant += squares[i] * MASKS.get(i) / squares.length;
      }
      random = sampling == Sampling.RANDOM ? constant : random;
      System.out.printf(
          Locale.ROOT,
          "| %.1f | %s | %.5f | %.5f | %.5f | %.0f |%n",
          keep,
          sampling.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          Math.sqrt(squares[0]),
          Math.sqrt(squares[1]),
          Math.sqrt(reported),
          USUAL * constant / random);
    }
    System.out.printf(
        Locale.ROOT,
        "%nThe reference of p = %.1f: %,d masks, standard error %.5f, largest value %.5f%n%n",
        keep,
        REFERENCE,
        Math.sqrt(own),
        max(expected));
  }

  private List<Attribution> maps(RiseOptions options) {
    return new Rise(options).explain(at, Question.of(new ClassTarget(0)));
  }

  private static double meanSquare(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]) / a.length;
    }
    return sum;
  }

  private static double max(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }
}
