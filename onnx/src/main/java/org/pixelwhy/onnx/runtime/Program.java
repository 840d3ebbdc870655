package org.pixelwhy.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A compiled graph: owns one native session. Thread-safe; must be closed.
 *
 * <p>Weights are handed to the runtime in memory, without going through the file format; the
 * session has copies of its own.
 */
public final class Program implements AutoCloseable {
  /** Smaller constants travel inside the model, where shape inference can read them. */
  private static final int EXTERNAL_BYTES = 1024;

  private final Engine engine;
  private final OrtSession session;
  private final Set<String> inputs;
  private final List<String> outputs;
  private boolean open = true;

  private Program(Engine engine, OrtSession session, Graph graph) {
    this.engine = engine;
    this.session = session;
    this.inputs = new LinkedHashSet<>(graph.inputNames());
    this.outputs = graph.outputNames();
    engine.compiled();
    engine.resources().opened(this, "program of graph '" + graph.name() + "'");
  }

  /**
   * @param keeps whether memory that a run has once needed is kept for the next one
   */
  static Program compile(Engine engine, Graph graph, OptLevel level, boolean keeps) {
    Map<String, OnnxTensorLike> external = new LinkedHashMap<>();
    List<OnnxTensor> weights = new ArrayList<>();
    try (SessionOptions options = engine.sessionOptions(level, keeps)) {
      for (Map.Entry<String, Tensor> entry : graph.initializers().entrySet()) {
        if (entry.getValue().bytes().remaining() >= EXTERNAL_BYTES) {
          OnnxTensor weight = NativeTensor.handle(engine, entry.getValue());
          weights.add(weight);
          external.put(entry.getKey(), weight);
        }
      }
      if (!external.isEmpty()) {
        options.addExternalInitializers(external);
      }
      byte[] model = OnnxWriter.toBytes(graph, external.keySet());
      return new Program(engine, engine.environment().createSession(model, options), graph);
    } catch (OrtException e) {
      throw new ProgramException(
          Text.format(
              "ONNX Runtime refuses graph '%s': %s",
              graph.name(), Engine.firstLine(e.getMessage())),
          e);
    } finally {
      // The session has copied them.
      weights.forEach(OnnxTensor::close);
    }
  }

  /** Names of the tensors to feed. */
  public Set<String> inputs() {
    return Set.copyOf(inputs);
  }

  /** Names of the tensors that a run gives. */
  public List<String> outputs() {
    return outputs;
  }

  OrtSession session() {
    return session;
  }

  /** Runs the program on tensors in Java's hands and copies all outputs back. */
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    Map<String, NativeTensor> loaded = new LinkedHashMap<>();
    try {
      feeds.forEach((name, tensor) -> loaded.put(name, engine.load(tensor)));
      try (NativeTensors results = call(loaded)) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        for (String name : outputs) {
          copies.put(name, results.tensor(name));
        }
        return copies;
      }
    } finally {
      loaded.values().forEach(NativeTensor::close);
    }
  }

  /**
   * The same for one run after the other without a trace in memory: outputs are written into the
   * memory of tensors that are there already, whose values change by it.
   *
   * @param results a tensor of the right type and shape for each output
   * @throws InputException if one has not
   */
  public void runInto(Map<String, Tensor> feeds, Map<String, Tensor> results) {
    Map<String, OnnxTensor> handles = new LinkedHashMap<>();
    Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
    requireOpen();
    try {
      feeds.forEach((name, tensor) -> handles.put(name, NativeTensor.handle(engine, tensor)));
      results.forEach((name, tensor) -> pinned.put(name, NativeTensor.handle(engine, tensor)));
      session.run(handles, Set.of(), pinned).close();
    } catch (OrtException e) {
      throw new ProgramException("ONNX Runtime: " + Engine.firstLine(e.getMessage()), e);
    } finally {
      handles.values().forEach(OnnxTensor::close);
      pinned.values().forEach(OnnxTensor::close);
    }
  }

  /**
   * Runs the program on native tensors; the outputs stay native.
   *
   * <p>Feeds that the program does not read are ignored, so that all outputs of one program can be
   * fed to another.
   *
   * @throws InputException if a feed is missing or has the wrong type or shape
   */
  public NativeTensors call(Map<String, NativeTensor> feeds) {
    Map<String, OnnxTensor> handles = new LinkedHashMap<>();
    for (String input : inputs) {
      NativeTensor feed = feeds.get(input);
      if (feed == null) {
        throw new InputException(
            Text.format("input '%s' is not fed; fed are %s", input, feeds.keySet()));
      }
      handles.put(input, feed.handle());
    }
    requireOpen();
    engine.ran(batch(feeds));
    try {
      // The result's values are taken over one by one; the result itself holds nothing else.
      OrtSession.Result result = session.run(handles, new LinkedHashSet<>(outputs));
      return takeOver(result);
    } catch (OrtException e) {
      throw new ProgramException("ONNX Runtime: " + Engine.firstLine(e.getMessage()), e);
    }
  }

  private long batch(Map<String, NativeTensor> feeds) {
    return inputs.stream()
        .findFirst()
        .map(input -> feeds.get(input).shape())
        .filter(shape -> shape.rank() > 0)
        .map(shape -> shape.dim(0))
        .orElse(1L);
  }

  private NativeTensors takeOver(OrtSession.Result result) {
    Map<String, NativeTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, OnnxValue> entry : result) {
      if (!(entry.getValue() instanceof OnnxTensor tensor)) {
        tensors.values().forEach(NativeTensor::close);
        result.close();
        throw new InputException(
            Text.format(
                "output '%s' is a %s; only tensors are supported",
                entry.getKey(), entry.getValue().getType()));
      }
      tensors.put(entry.getKey(), NativeTensor.own(engine, tensor));
    }
    return new NativeTensors(tensors);
  }

  private synchronized void requireOpen() {
    if (!open) {
      throw new IllegalStateException("this program is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      try {
        session.close();
      } catch (OrtException e) {
        throw new RuntimeFailure("cannot close a session", e);
      } finally {
        engine.resources().closed(this);
      }
    }
  }
}
