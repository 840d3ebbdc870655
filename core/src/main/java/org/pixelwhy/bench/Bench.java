package org.pixelwhy.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.PixelMean;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.faithfulness.Infidelity;
import org.pixelwhy.faithfulness.Perturbation;
import org.pixelwhy.faithfulness.Sampling;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Measures what methods cost, in forward-pass equivalents: time over that of a plain forward pass,
 * which runs by turns with what is measured.
 */
public final class Bench {
  private final Engine engine;
  private final Extent extent;

  /**
   * How much is measured.
   *
   * @param rounds timed runs of everything, after warm-up runs that are not counted
   * @param borderPixels of how many pixels the exact border is measured; 0 leaves it out
   * @param samples of how many samples the infidelity of each map of the input is measured; 0
   *     leaves it out
   */
  public record Extent(int rounds, int borderPixels, int samples) {
    public Extent {
      if (rounds < 1) {
        throw new InputException("illegal number of rounds: " + rounds + ", must be at least 1");
      }
      if (borderPixels < 0 || samples < 0) {
        throw new InputException(
            Text.format(
                "illegal number of border pixels or samples (%d, %d), must be 0 or more",
                borderPixels, samples));
      }
    }
  }

  public Bench(Engine engine, Extent extent) {
    this.engine = engine;
    this.extent = extent;
  }

  /**
   * One line of the table.
   *
   * @param what was measured, and in which unit if not in forward passes
   * @param seconds median
   * @param forwardPasses median over rounds of the time in units of the forward passes around it
   * @param cpuForwardPasses the same of processor time
   * @param peakMegabytes greatest resident memory of the process meanwhile; -1 where the system
   *     does not tell
   */
  public record Row(
      String what,
      double seconds,
      double forwardPasses,
      double cpuForwardPasses,
      long peakMegabytes) {}

  /** The graph of a plain forward pass. */
  static Graph plain(SegmentationModel model) {
    return model
        .graph()
        .edit()
        .outputs(List.of(model.logits(), model.probabilities()))
        .prune()
        .build();
  }

  /** Measures a model on one input: plain forward pass, then each method. */
  public List<Row> measure(
      SegmentationModel model, Tensor input, List<String> methods, Method.Settings settings) {
    Graph graph = plain(model);
    List<Row> rows = new ArrayList<>();
    try (Program program = engine.compile(graph)) {
      Runnable create = () -> engine.compile(graph).close();
      Runnable forward = () -> program.run(Map.of(model.input(), input));
      rows.add(row("create a plain session", 1, forward, create));
      PairedTiming plain = PairedTiming.of(extent.rounds(), forward, forward);
      rows.add(new Row("forward pass", plain.seconds(), 1, 1, plain.peakMegabytes()));
      for (String id : methods) {
        Attributor attributor =
            Catalogue.method(id).attributor(settings, InputFile.like(input, model.card()));
        rows.add(
            row(
                id + ": compile, in plain session creations",
                1,
                create,
                () -> compile(model, input, attributor)));
        try (ModelRunner runner = new ModelRunner(engine, model)) {
          measure(rows, runner, input, new Timed(id, attributor, forward));
        }
      }
    }
    return rows;
  }

  private record Timed(String id, Attributor attributor, Runnable forward) {}

  private void measure(List<Row> rows, ModelRunner runner, Tensor input, Timed timed) {
    Attributor attributor = timed.attributor();
    Question whole = Question.of(new ImageTarget(0));
    rows.add(
        row(
            timed.id(),
            1,
            timed.forward(),
            () -> {
              try (Evaluation at = runner.evaluate(input)) {
                at.expect(attributor.requests(at, whole.on()));
                attributor.explain(at, whole);
              }
            }));
    try (Evaluation at = runner.evaluate(input)) {
      at.expect(attributor.requests(at, whole.on()));
      at.prediction();
      int[] asked = {1};
      rows.add(
          row(
              timed.id() + ": a further question",
              1,
              timed.forward(),
              () -> attributor.explain(at, further(at.prediction(), ++asked[0]))));
      if (extent.borderPixels() > 0 && !attributor.linear()) {
        border(rows, at, timed);
      }
      if (extent.samples() > 0) {
        infidelity(rows, at, timed);
      }
    }
  }

  /** A question that was not asked before: all pixels but each so many-th. */
  private static Question further(Prediction prediction, int number) {
    Mask mask = Mask.of(prediction.extents(), i -> i % number != 0);
    return Question.of(new OutputTarget(mask, OptionalInt.of(0), "all but each " + number));
  }

  /** Pixels in the middle of the image, each by itself, against one question about all. */
  private void border(List<Row> rows, Evaluation at, Timed timed) {
    int size = Mask.full(at.prediction().extents()).size();
    int count = Math.min(extent.borderPixels(), size);
    int first = (size - count) / 2;
    Mask mask = Mask.of(at.prediction().extents(), i -> i >= first && i < first + count);
    Question pixels = Question.of(new OutputTarget(mask, OptionalInt.of(0), "border"));
    Question pixel = Question.of(new OutputPixel(first, OptionalInt.of(0)));
    PixelMean exact = new PixelMean(timed.attributor());
    rows.add(
        row(
            Text.format(
                "%s: exact border of %d pixels, per pixel in backward passes", timed.id(), count),
            count,
            () -> timed.attributor().explain(at, pixel),
            () -> exact.explain(at, pixels)));
  }

  private void infidelity(List<Row> rows, Evaluation at, Timed timed) {
    Question whole = Question.of(new ImageTarget(0));
    Attribution map = timed.attributor().explain(at, whole).get(0);
    Sampling sampling = new Sampling(new Perturbation.Gaussian(0.1), extent.samples(), 0, false);
    rows.add(
        row(
            Text.format("%s: infidelity with %d samples", timed.id(), extent.samples()),
            1,
            timed.forward(),
            () -> new Infidelity(sampling).score(at, whole, map)));
  }

  private void compile(SegmentationModel model, Tensor input, Attributor attributor) {
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(input)) {
      at.expect(attributor.requests(at, Question.of(new ImageTarget(0)).on()));
      at.compile();
    }
  }

  /** Measures work that does something so many times. */
  private Row row(String what, int times, Runnable yardstick, Runnable work) {
    PairedTiming timing = PairedTiming.of(extent.rounds(), yardstick, work);
    return new Row(
        what,
        timing.seconds() / times,
        timing.ratio() / times,
        timing.cpuRatio() / times,
        timing.peakMegabytes());
  }
}
