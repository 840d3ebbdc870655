package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.TensorType;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.onnx.window.Pieces;
import org.pixelwhy.onnx.window.WindowAnalysis;
import org.pixelwhy.onnx.window.WindowPlanner;
import org.pixelwhy.onnx.window.WindowScheme;
import org.pixelwhy.onnx.window.WindowTask;

/**
 * The backward half of a request: whole, or by windows where the seed is zero but for a small box
 * and that saves much. What is used is compiled when it is first used; it depends on nothing but
 * the seed's box, so equal questions get equal answers.
 */
final class BackwardProgram implements AutoCloseable {
  /** Windows are used if they take at most this share of the effort. */
  private static final double WORTHWHILE = 0.6;

  /** Boxes of at least this share of the output need no closer look. */
  private static final double LARGE = 0.25;

  private final Engine engine;
  private final GradientRequest request;
  private final GradientGraph gradient;
  private final Graph forward;
  private final Graph backward;
  private final Function<Graph, Program> compile;
  private final boolean windows;
  private final Map<List<Long>, Optional<WindowProgram>> windowed = new HashMap<>();
  private Program whole;

  /**
   * @param halves the gradient's graph, split
   */
  BackwardProgram(
      ModelRunner runner,
      GradientRequest request,
      GradientGraph gradient,
      GradientGraph.Halves halves,
      Function<Graph, Program> compile) {
    this.engine = runner.engine();
    this.request = request;
    this.gradient = gradient;
    this.forward = halves.forward();
    this.backward = halves.backward();
    this.compile = compile;
    this.windows = runner.precision() == Precision.FLOAT && engine.options().device() == Device.CPU;
  }

  GradientRequest request() {
    return request;
  }

  /** Compiles the program for seeds that are not small. */
  Program whole() {
    whole = whole == null ? compile.apply(backward) : whole;
    return whole;
  }

  /**
   * The gradients, by name of the tensor.
   *
   * @param given what the forward program read and saved
   */
  Map<String, Tensor> run(Map<String, NativeTensor> given, Tensor seed, Set<String> tensors) {
    Box box = Pieces.changed(zeros(seed.tensorType()), seed);
    return program(box, seed)
        .map(program -> byWindows(program, given, seed, box, tensors))
        .orElseGet(() -> whole(given, seed, tensors));
  }

  private static Tensor zeros(TensorType type) {
    return Tensor.of(type.type(), type.shape(), Tensor.allocate(type.type(), type.shape()));
  }

  /** The same, without windows. */
  Map<String, Tensor> whole(Map<String, NativeTensor> given, Tensor seed, Set<String> tensors) {
    Map<String, NativeTensor> feeds = new LinkedHashMap<>(given);
    try (NativeTensor nativeSeed = engine.load(seed)) {
      feeds.put(gradient.seed(), nativeSeed);
      try (NativeTensors results = whole().call(feeds)) {
        return tensors.stream()
            .collect(Collectors.toMap(x -> x, x -> results.tensor(gradient.gradients().get(x))));
      }
    }
  }

  private Map<String, Tensor> byWindows(
      WindowProgram program,
      Map<String, NativeTensor> given,
      Tensor seed,
      Box box,
      Set<String> tensors) {
    WindowProgram.Result result = program.run(List.of(seed), List.of(box), given::get);
    return tensors.stream()
        .collect(
            Collectors.toMap(
                x -> x,
                x ->
                    result.whole(gradient.gradients().get(x), 0, zeros(gradient.typed().type(x)))));
  }

  /** Programs that were chosen to compute windows. */
  long windowPrograms() {
    return windowed.values().stream().filter(Optional::isPresent).count();
  }

  private Optional<WindowProgram> program(Box box, Tensor seed) {
    long area = Box.whole(seed.shape()).size();
    if (!windows || seed.shape().rank() < 3 || box.isEmpty() || box.size() > LARGE * area) {
      return Optional.empty();
    }
    List<Long> extents = new ArrayList<>();
    for (int axis = 0; axis < box.spans().size(); axis++) {
      extents.add(Math.min(seed.shape().dim(axis + 2), sizeClass(box.span(axis).size())));
    }
    return windowed.computeIfAbsent(extents, this::open);
  }

  /** One program serves all boxes of a class: 1, and powers of 4 above. */
  private static long sizeClass(long extent) {
    long size = 1;
    while (size < extent) {
      size *= 4;
    }
    return size;
  }

  private Optional<WindowProgram> open(List<Long> extents) {
    TypedGraph typed = new ShapeProbe(engine).probe(backward, Map.of());
    List<String> outputs = gradient.gradients().values().stream().distinct().sorted().toList();
    WindowAnalysis analysis =
        WindowAnalysis.of(WindowTask.backward(typed, forward, gradient.seed(), outputs));
    if (!analysis.isKnownOutside()) {
      return Optional.empty();
    }
    Map<String, Box> wanted =
        outputs.stream().collect(Collectors.toMap(x -> x, x -> Box.whole(typed.shape(x))));
    WindowScheme scheme =
        new WindowPlanner(analysis)
            .scheme(extents.stream().mapToLong(Long::longValue).toArray(), wanted);
    boolean wins = scheme.cost().effort() <= WORTHWHILE * scheme.fullCost().effort();
    return wins ? Optional.of(new WindowProgram(engine, scheme, 1)) : Optional.empty();
  }

  @Override
  public void close() {
    windowed.values().forEach(program -> program.ifPresent(WindowProgram::close));
    windowed.clear();
    if (whole != null) {
      whole.close();
      whole = null;
    }
  }
}
