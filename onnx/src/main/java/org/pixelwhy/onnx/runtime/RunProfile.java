package org.pixelwhy.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Where the time of a graph's run goes, by the runtime's own clock and after its optimisations.
 *
 * @param milliseconds median of whole runs
 * @param operators what each operator takes, the dearest first
 * @param outputs what the last run gave
 */
public record RunProfile(
    double milliseconds, List<OperatorTime> operators, Map<String, Tensor> outputs) {
  private static final int WARM_UP = 2;

  public RunProfile {
    operators = List.copyOf(operators);
    outputs = Map.copyOf(outputs);
  }

  /**
   * Runs a graph in a session of its own, which is closed before this returns.
   *
   * @param feeds a tensor for each input; others are ignored
   * @param rounds runs that count, at least 1; two more go before them
   * @throws InputException if an input is not fed
   */
  public static RunProfile of(Engine engine, Graph graph, Map<String, Tensor> feeds, int rounds) {
    for (String input : graph.inputNames()) {
      if (!feeds.containsKey(input)) {
        throw new InputException(
            Text.format("input '%s' is not fed; fed are %s", input, feeds.keySet()));
      }
    }
    try {
      Path folder = Files.createTempDirectory(ProcessFolder.own(), "profile");
      try {
        return measure(engine, graph, feeds, new Runs(folder.resolve("runs"), rounds));
      } finally {
        ProcessFolder.delete(folder);
      }
    } catch (OrtException e) {
      throw new ProgramException("ONNX Runtime: " + Engine.firstLine(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Runs(Path prefix, int rounds) {}

  private static RunProfile measure(
      Engine engine, Graph graph, Map<String, Tensor> feeds, Runs runs)
      throws OrtException, IOException {
    Map<String, OnnxTensor> handles = new LinkedHashMap<>();
    try (SessionOptions options = engine.sessionOptions(Engine.level(graph), true)) {
      options.enableProfiling(runs.prefix().toString());
      byte[] model = OnnxWriter.toBytes(graph);
      try (OrtSession session = engine.environment().createSession(model, options)) {
        for (String input : graph.inputNames()) {
          handles.put(input, NativeTensor.handle(engine, feeds.get(input)));
        }
        double[] times = new double[runs.rounds()];
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (int i = -WARM_UP; i < times.length; i++) {
          long start = System.nanoTime();
          OrtSession.Result result = session.run(handles);
          times[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
          take(engine, result, i == times.length - 1 ? outputs : new LinkedHashMap<>());
        }
        Path file = Path.of(session.endProfiling());
        Arrays.sort(times);
        return new RunProfile(
            times[times.length / 2],
            ProfileFile.read(file, WARM_UP + times.length, WARM_UP),
            outputs);
      }
    } finally {
      handles.values().forEach(OnnxTensor::close);
    }
  }

  /** Copies outputs and frees them; the result itself holds nothing else. */
  private static void take(Engine engine, OrtSession.Result result, Map<String, Tensor> outputs) {
    for (Map.Entry<String, OnnxValue> entry : result) {
      try (NativeTensor value = NativeTensor.own(engine, (OnnxTensor) entry.getValue())) {
        outputs.put(entry.getKey(), value.toTensor());
      }
    }
  }
}
