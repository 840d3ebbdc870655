package org.pixelwhy.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.PassGraphs;
import org.pixelwhy.onnx.blocked.BlockedLayout;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/**
 * Times the two halves of a method by turns: with what is saved in plain layout and in the blocked
 * one, against the plain forward pass of the same turn.
 */
public final class LayoutCost {
  private LayoutCost() {}

  /**
   * Prints, for each half, the median and the least over rounds of its time over that of the
   * forward pass.
   *
   * @param arguments method, rounds, size as {@code 1x3x256x256}, and a file, or depth and channels
   *     of a U-Net
   */
  public static void main(String[] arguments) {
    long[] dims = Arrays.stream(arguments[2].split("x", -1)).mapToLong(Long::parseLong).toArray();
    Graph graph =
        arguments.length == 4
            ? OnnxReader.read(Path.of(arguments[3])).graph()
            : UNet.graph(
                UNetOptions.defaults()
                    .withDepth(Integer.parseInt(arguments[3]))
                    .withChannels(Integer.parseInt(arguments[4])),
                1);
    try (Engine engine = Engine.open()) {
      SegmentationModel model =
          ModelPreparation.prepare(
              engine, OnnxReader.read(OnnxWriter.toBytes(graph)), PartialCard.EMPTY);
      Attributor method =
          Catalogue.method(arguments[0]).attributor(new Method.Settings(List.of("auto"), 1));
      Tensor image = image(dims);
      PassGraphs graphs;
      Graph plain;
      try (ModelRunner runner = new ModelRunner(engine, model);
          Evaluation at = runner.evaluate(image)) {
        graphs = at.graphs(method.requests(at, Question.of(new ImageTarget(0)).on()));
        List<String> outputs = List.of(model.logits(), model.probabilities());
        plain = at.typed().graph().edit().outputs(outputs).prune().build();
      }
      Graph half = graphs.backwards().get(0).graph();
      Graph before =
          BlockedLayout.of(new ShapeProbe(engine).probe(half, Map.of()), engine.channelBlock());
      try (Program pass = engine.compile(plain);
          Program forwardBefore = engine.compile(graphs.forward().graph());
          Program forward = engine.compile(graphs.forward().compiled());
          Program backwardBefore = engine.compile(before);
          Program backward = engine.compile(graphs.backwards().get(0).compiled());
          NativeTensor input = engine.load(image);
          NativeTensor seed = engine.load(seed(half, graphs.forward().graph()))) {
        Map<String, NativeTensor> feeds = new LinkedHashMap<>(Map.of(model.input(), input));
        feeds.put(seedName(half, graphs.forward().graph()), seed);
        measure(
            Integer.parseInt(arguments[1]),
            feeds,
            pass,
            List.of(List.of(forwardBefore, backwardBefore), List.of(forward, backward)));
      }
    }
  }

  private static Tensor image(long[] dims) {
    Random random = new Random(1);
    float[] values = new float[(int) Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensor.of(values, dims);
  }

  private static String seedName(Graph half, Graph forward) {
    return half.inputNames().stream()
        .filter(x -> !forward.outputNames().contains(x) && !forward.inputNames().contains(x))
        .findFirst()
        .orElseThrow();
  }

  private static Tensor seed(Graph half, Graph forward) {
    String name = seedName(half, forward);
    Value seed =
        half.inputs().stream().filter(x -> x.name().equals(name)).findFirst().orElseThrow();
    return Tensor.filled(seed.type().orElseThrow(), 1, seed.fixedShape().orElseThrow().dims());
  }

  private static void measure(
      int rounds, Map<String, NativeTensor> feeds, Program pass, List<List<Program>> pairs) {
    List<double[]> shares = new ArrayList<>();
    List<Map<String, Tensor>> results = new ArrayList<>();
    for (int round = -2; round < rounds; round++) {
      double[] times = new double[1 + 2 * pairs.size()];
      times[0] = time(() -> pass.call(feeds).close());
      for (int i = 0; i < pairs.size(); i++) {
        Program forward = pairs.get(i).get(0);
        Program backward = pairs.get(i).get(1);
        Map<String, NativeTensor> given = new LinkedHashMap<>(feeds);
        NativeTensors[] saved = new NativeTensors[2];
        times[1 + 2 * i] = time(() -> saved[0] = forward.call(feeds));
        given.putAll(saved[0].asMap());
        times[2 + 2 * i] = time(() -> saved[1] = backward.call(given));
        if (round == 0) {
          Map<String, Tensor> found = new LinkedHashMap<>();
          backward.outputs().forEach(name -> found.put(name, saved[1].tensor(name)));
          results.add(found);
        }
        saved[1].close();
        saved[0].close();
      }
      if (round >= 0) {
        shares.add(times);
      }
    }
    print(shares);
    System.out.printf(
        Locale.ROOT, "greatest difference over greatest value %.1e%n", difference(results));
  }

  private static double difference(List<Map<String, Tensor>> results) {
    double largest = 0;
    double difference = 0;
    for (Map.Entry<String, Tensor> entry : results.get(0).entrySet()) {
      float[] a = entry.getValue().toFloats();
      float[] b = results.get(1).get(entry.getKey()).toFloats();
      for (int i = 0; i < a.length; i++) {
        largest = Math.max(largest, Math.abs(a[i]));
        difference = Math.max(difference, Math.abs(a[i] - b[i]));
      }
    }
    return difference / largest;
  }

  private static double time(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static void print(List<double[]> times) {
    String[] names = {"forward pass", "forward before", "backward before", "forward", "backward"};
    double[] unit = times.stream().mapToDouble(t -> t[0]).sorted().toArray();
    for (int i = 0; i < names.length; i++) {
      int column = i;
      double[] own = times.stream().mapToDouble(t -> t[column]).sorted().toArray();
      System.out.printf(
          Locale.ROOT,
          "%-16s median %.1f ms, %.2f passes; least %.1f ms, %.2f passes%n",
          names[i],
          own[own.length / 2] / 1e6,
          own[own.length / 2] / unit[unit.length / 2],
          own[0] / 1e6,
          own[0] / unit[0]);
    }
  }
}
