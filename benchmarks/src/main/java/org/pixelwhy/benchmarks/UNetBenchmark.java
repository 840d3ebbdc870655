package org.pixelwhy.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** A U-Net of 34.5 million parameters at 256x256: a plain forward pass, and each method. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class UNetBenchmark {
  private static final int SIZE = 256;

  private final Engine engine = Engine.open();
  private final Question question = Question.of(new ImageTarget(0));
  private SegmentationModel model;
  private Tensor image;

  @Setup
  public void buildModel() {
    Graph graph = UNet.graph(UNetOptions.defaults().withDepth(5).withChannels(64), 1);
    model =
        ModelPreparation.prepare(
            engine, OnnxReader.read(OnnxWriter.toBytes(graph)), PartialCard.EMPTY);
    Random random = new Random(1);
    float[] values = new float[3 * SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    image = Tensor.of(values, 1, 3, SIZE, SIZE);
  }

  @TearDown
  public void close() {
    engine.close();
  }

  /** A plain session of the same engine. */
  @State(Scope.Benchmark)
  public static class Plain {
    private Program program;

    @Setup
    public void compile(UNetBenchmark benchmark) {
      program = benchmark.engine.compile(benchmark.model.graph());
    }

    @TearDown
    public void close() {
      program.close();
    }
  }

  /** A method with its programs compiled. */
  @State(Scope.Benchmark)
  public static class Explained {
    @Param({"saliency", "grad-cam"})
    public String method;

    private Attributor attributor;
    private ModelRunner runner;
    private Evaluation asked;

    @Setup
    public void compile(UNetBenchmark benchmark) {
      attributor = Catalogue.method(method).attributor(new Method.Settings(List.of("auto"), 1));
      runner = new ModelRunner(benchmark.engine, benchmark.model);
      asked = runner.evaluate(benchmark.image);
      attributor.explain(asked, benchmark.question);
    }

    @TearDown
    public void close() {
      asked.close();
      runner.close();
    }
  }

  @Benchmark
  public Map<String, Tensor> forward(Plain plain) {
    return plain.program.run(Map.of(model.input(), image));
  }

  @Benchmark
  public List<Attribution> explain(Explained explained) {
    try (Evaluation at = explained.runner.evaluate(image)) {
      return explained.attributor.explain(at, question);
    }
  }

  @Benchmark
  public List<Attribution> askAgain(Explained explained) {
    return explained.attributor.explain(explained.asked, question);
  }
}
