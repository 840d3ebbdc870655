package org.pixelwhy.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.temporary.RuntimeLibraries;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Compiles graphs and holds tensors in native memory; knows everything native that is open.
 *
 * <p>Thread-safe. Programs and tensors are closed by whoever opened them, before the engine.
 */
public final class Engine implements AutoCloseable {
  private static final int MANY_OPERATORS = 20_000;

  private final EngineOptions options;
  private final OrtEnvironment environment;
  private final OpenResources resources;
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong compilations = new AtomicLong();
  private final AtomicLong channelBlock = new AtomicLong();

  private Engine(EngineOptions options, OrtEnvironment environment) {
    this.options = options;
    this.environment = environment;
    this.resources = new OpenResources(options.traceOpenings());
  }

  /**
   * Opens an engine. ONNX Runtime's telemetry is switched off; from version 1.29 on it reports that
   * it was loaded before that can be said. The environment variable {@code ORT_DISABLE_TELEMETRY=1}
   * keeps it from that, too, and {@code ./pixelwhy} sets it.
   *
   * @throws InputException if the runtime would crash at the length of this command line
   */
  public static Engine open(EngineOptions options) {
    CommandLineLength.require();
    RuntimeLibraries.prepare(OrtLoggingLevel.class);
    OrtLoggingLevel level =
        options.verbose()
            ? OrtLoggingLevel.ORT_LOGGING_LEVEL_VERBOSE
            : OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
    OrtEnvironment environment = OrtEnvironment.getEnvironment(level, "pixelwhy");
    RuntimeLibraries.loaded(OrtLoggingLevel.class);
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new RuntimeFailure("cannot switch ONNX Runtime's telemetry off", e);
    }
    return new Engine(options, environment);
  }

  public static Engine open() {
    return open(EngineOptions.defaults());
  }

  public EngineOptions options() {
    return options;
  }

  /** Version of ONNX Runtime. */
  public String version() {
    return environment.getVersion();
  }

  /**
   * Compiles a graph into a program.
   *
   * @throws InputException if the runtime refuses the graph or the device is absent
   */
  public Program compile(Graph graph) {
    return Program.compile(this, graph, level(graph), true);
  }

  /**
   * Compiles a graph into a program that gives memory back at once: the tensors of a run are freed
   * where they are read for the last time, and nothing is kept for the next run, which then takes a
   * few per cent longer.
   *
   * @throws InputException if the runtime refuses the graph or the device is absent
   */
  public Program compileFrugally(Graph graph) {
    return Program.compile(this, graph, level(graph), false);
  }

  /**
   * How far the runtime is to optimise a graph. What its optimiser takes grows with the square of
   * the number of operators (5 s of 6,000), and would take hours where there are very many.
   */
  static OptLevel level(Graph graph) {
    return graph.nodes().size() > MANY_OPERATORS ? OptLevel.NO_OPT : OptLevel.ALL_OPT;
  }

  /**
   * Compiles a graph that computes in double, which ONNX Runtime must not fuse: it would put
   * operators in place that have kernels in float only, QuickGelu for one.
   *
   * @throws InputException if the runtime refuses the graph or the device is absent
   */
  public Program compileInDouble(Graph graph) {
    return Program.compile(this, graph, OptLevel.BASIC_OPT, true);
  }

  /** Compiles a graph that runs once or never: without the optimisations that take time. */
  Program compileBriefly(Graph graph) {
    return Program.compile(this, graph, OptLevel.NO_OPT, true);
  }

  /** Hands a tensor to the runtime, without copying it. */
  public NativeTensor load(Tensor tensor) {
    return NativeTensor.wrap(this, tensor);
  }

  /**
   * How many channels ONNX Runtime holds side by side in the layout of its fastest convolutions: as
   * many as fit into a register of this processor, 16 or 8. 1 where it has no such layout, which is
   * also so on other devices.
   */
  public long channelBlock() {
    return options.device() == Device.CPU ? channelBlock.updateAndGet(this::known) : 1;
  }

  /** Found out once, or by two threads at the same time: it is the same for both. */
  private long known(long block) {
    return block == 0 ? ChannelBlock.of(this) : block;
  }

  /** Descriptions of the programs and tensors that are open, with stack traces if traced. */
  public List<String> openResources() {
    return resources.describe();
  }

  /**
   * What programs have run so far, to measure cost: a run counts as the leading extent of the
   * program's first input, that is, a batch of n as n.
   */
  public long runs() {
    return runs.get();
  }

  void ran(long batch) {
    runs.addAndGet(batch);
  }

  /**
   * How many graphs were compiled so far, to measure cost; those only asked for shapes included.
   */
  public long compilations() {
    return compilations.get();
  }

  void compiled() {
    compilations.incrementAndGet();
  }

  OrtEnvironment environment() {
    return environment;
  }

  OpenResources resources() {
    return resources;
  }

  /**
   * @param keeps whether memory that a run has once needed is kept for the next one
   */
  SessionOptions sessionOptions(OptLevel level, boolean keeps) throws OrtException {
    SessionOptions session = new SessionOptions();
    try {
      session.setOptimizationLevel(level);
      session.setCPUArenaAllocator(keeps);
      if (options.threads() > 0) {
        // Threads wait by spinning: more of them than cores would hinder each other for minutes.
        int cores = Runtime.getRuntime().availableProcessors();
        session.setIntraOpNumThreads(Math.min(options.threads(), cores));
      }
      // Programs run in turns: idle threads of one must not keep a core from the next.
      session.addConfigEntry("session.force_spinning_stop", "1");
      // With it, a program's second run takes one block for all its tensors beside those of the
      // first, which stay: a tenth to a third more memory, and nothing faster.
      session.setMemoryPatternOptimization(false);
      if (!options.verbose()) {
        session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      }
      if (options.device() == Device.CUDA) {
        addCuda(session);
      }
      return session;
    } catch (OrtException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static void addCuda(SessionOptions session) {
    try {
      session.addCUDA();
    } catch (OrtException e) {
      throw new InputException(
          Text.format(
                  "device cuda: this build of ONNX Runtime has no usable CUDA (%s); build with",
                  firstLine(e.getMessage()))
              + " '-Pcuda' on a machine with an NVIDIA driver and CUDA, or use device cpu",
          e);
    }
  }

  static String firstLine(String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("").strip();
  }

  /**
   * Ends the engine's use.
   *
   * @throws IllegalStateException if programs or tensors are still open
   */
  @Override
  public void close() {
    List<String> open = openResources();
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "close these native resources before the engine:\n" + String.join("\n", open));
    }
  }
}
