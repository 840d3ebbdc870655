package org.pixelwhy.training.noise;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.data.Batch;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.HeldOutImages;
import org.pixelwhy.training.Objective;
import org.pixelwhy.training.OverlapScores;
import org.pixelwhy.training.Scene;
import org.pixelwhy.training.Score;
import org.pixelwhy.training.Step;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.TrainingData;

/** Runs the objective on images that are not learned from. To be closed. */
final class NoiseJudge implements AutoCloseable {
  private final Engine engine;
  private final Graph trained;
  private final TrainableNetwork network;
  private final NoiseTask task;
  private final Map<Objective, Map<List<Long>, Compiled>> programs = new HashMap<>();
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private long batches;
  private long seen;

  /** A program, and the names of what it gives. */
  private record Compiled(Program program, Map<String, String> scalars, String logits) {}

  /**
   * @param trained the network as it is run
   */
  NoiseJudge(Engine engine, Graph trained, TrainableNetwork network, NoiseTask task) {
    this.engine = engine;
    this.trained = trained;
    this.network = network;
    this.task = task;
  }

  /** Loss and parts as means over the validation images, and Dice of what the utility sees. */
  Map<String, Double> measure(TrainingData data, int batch) {
    OverlapScores scores =
        new HeldOutImages(data, data.validation(), batch).ofBatches(this::utilityOf);
    Map<String, Double> measures = new LinkedHashMap<>();
    sums.forEach((name, sum) -> measures.put(name, sum / seen));
    measures.put(NoiseTask.DICE, scores.dice());
    return measures;
  }

  /** The utility's logits of what it sees of a batch. */
  private Tensor utilityOf(Batch batch) {
    Step step = task.judgement(batch, batches++);
    Compiled compiled =
        programs
            .computeIfAbsent(step.objective(), objective -> new HashMap<>())
            .computeIfAbsent(longs(step.feeds().get(network.image())), shape -> compile(step));
    Map<String, Tensor> results = compiled.program().run(step.feeds());
    compiled
        .scalars()
        .forEach(
            (name, tensor) -> {
              double value = results.get(tensor).get(0);
              if (!Double.isFinite(value)) {
                throw new ArithmeticException(name + " is " + value);
              }
              sums.merge(name, value * batch.size(), Double::sum);
            });
    seen += batch.size();
    return results.get(compiled.logits());
  }

  private static List<Long> longs(Tensor tensor) {
    return Arrays.stream(tensor.shape().dims()).boxed().toList();
  }

  private Compiled compile(Step step) {
    GraphBuilder builder = trained.edit();
    Ops ops = new Ops(builder, DataType.FLOAT);
    step.feeds()
        .forEach(
            (name, tensor) -> {
              if (!name.equals(network.image())) {
                builder.input(Value.of(name, tensor.tensorType()));
              }
            });
    Scene scene =
        new Scene(
            builder,
            ops,
            network.image(),
            network.logits(),
            step.feeds().get(network.image()).shape());
    UtilityObjective.Seen made = ((UtilityObjective) step.objective()).see(scene);
    Map<String, String> scalars = new LinkedHashMap<>();
    scalars.put(Score.VALIDATION_LOSS.measure(), made.minimised().loss());
    scalars.putAll(made.measures());
    builder.outputs(List.of());
    scalars.values().forEach(builder::tap);
    builder.tap(made.logits());
    return new Compiled(engine.compile(builder.prune().build()), scalars, made.logits());
  }

  @Override
  public void close() {
    programs.values().forEach(each -> each.values().forEach(made -> made.program().close()));
  }
}
