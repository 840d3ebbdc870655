package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.ModelRunner;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;

/**
 * Measures what methods cost, in forward-pass equivalents: median time divided by the median time
 * of one plain forward pass in the same process.
 */
public final class Bench {
  /** Java compiles what runs often in the background, on the cores that are being measured. */
  private static final int WARM_UP = 3;

  private final Engine engine;
  private final int rounds;

  /**
   * @param rounds timed runs of everything, after warm-up runs that are not counted
   */
  public Bench(Engine engine, int rounds) {
    if (rounds < 1) {
      throw new InputException("illegal number of rounds: " + rounds + ", must be at least 1");
    }
    this.engine = engine;
    this.rounds = rounds;
  }

  /**
   * One line of the table.
   *
   * @param what was measured
   * @param seconds median
   * @param forwardPasses median time over that of a plain forward pass
   * @param peakMegabytes greatest resident memory of the process meanwhile; -1 where the system
   *     does not tell
   */
  public record Row(String what, double seconds, double forwardPasses, long peakMegabytes) {
    private Row relativeTo(double forward) {
      return new Row(what, seconds, seconds / forward, peakMegabytes);
    }
  }

  /** Measures a model on one input: plain forward pass, then each method. */
  public List<Row> measure(
      SegmentationModel model, Tensor input, List<String> methods, Method.Settings settings) {
    List<Row> rows = new ArrayList<>();
    GraphBuilder plain =
        model.graph().edit().outputs(List.of(model.logits(), model.probabilities())).prune();
    Graph graph = plain.build();
    double creation = add(rows, "create a plain session", 0, () -> engine.compile(graph).close());
    double forward;
    try (Program program = engine.compile(graph)) {
      Map<String, Tensor> feeds = Map.of(model.input(), input);
      forward = add(rows, "forward pass", 0, () -> program.run(feeds));
    }
    rows.replaceAll(row -> row.relativeTo(forward));
    for (String id : methods) {
      Method method = Catalogue.method(id);
      measure(rows, model, input, new Timed(method, settings, forward, creation));
    }
    return rows;
  }

  private record Timed(Method method, Method.Settings settings, double forward, double creation) {}

  private void measure(List<Row> rows, SegmentationModel model, Tensor input, Timed timed) {
    String id = timed.method().id();
    Attributor attributor =
        timed.method().attributor(timed.settings(), InputFile.like(input, model.card()));
    Question question = Question.of(new ImageTarget(0));
    double compiling =
        add(rows, id + ": compile", timed.forward(), () -> compile(model, input, attributor));
    rows.add(
        new Row(
            id + ": compile, in plain session creations",
            compiling,
            compiling / timed.creation(),
            -1));
    try (ModelRunner runner = new ModelRunner(engine, model)) {
      add(
          rows,
          id,
          timed.forward(),
          () -> {
            try (Evaluation at = runner.evaluate(input)) {
              at.expect(attributor.requests(at, question.on()));
              attributor.explain(at, question);
            }
          });
      try (Evaluation at = runner.evaluate(input)) {
        at.expect(attributor.requests(at, question.on()));
        at.prediction();
        add(
            rows,
            id + ": a further question",
            timed.forward(),
            () -> attributor.explain(at, question));
      }
    }
  }

  private void compile(SegmentationModel model, Tensor input, Attributor attributor) {
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(input)) {
      at.expect(attributor.requests(at, Question.of(new ImageTarget(0)).on()));
      at.compile();
    }
  }

  private double add(List<Row> rows, String what, double forward, Runnable work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    PeakMemory.reset();
    double[] seconds = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      work.run();
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    double median = seconds[rounds / 2];
    rows.add(new Row(what, median, forward == 0 ? 1 : median / forward, PeakMemory.megabytes()));
    return median;
  }
}
