package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.onnx.window.Pieces;
import org.pixelwhy.onnx.window.WindowAnalysis;
import org.pixelwhy.onnx.window.WindowPlanner;
import org.pixelwhy.onnx.window.WindowScheme;
import org.pixelwhy.onnx.window.WindowTask;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * The backward half of a request by windows, for seeds that are zero but for a small box, where
 * that saves much. Whether it is used depends on nothing but the network and the seed's box, so
 * equal questions get equal answers.
 */
final class WindowedBackward implements AutoCloseable {
  /** Windows are used if they take at most this share of the effort. */
  private static final double WORTHWHILE = 0.6;

  /** Boxes of more than this share of the output need no closer look. */
  private static final double LARGE = 0.25;

  /**
   * Where a node's whole effort is less on average, in multiply-adds, compiling a program for
   * windows takes longer than any run could save.
   */
  private static final double SMALL = 30_000;

  private final Engine engine;
  private final boolean possible;
  private final Graph forward;
  private final Supplier<Graph> backward;
  private final String seed;
  private final Map<List<Long>, Optional<WindowProgram>> programs = new HashMap<>();
  private TypedGraph typed;

  /**
   * @param forward the forward half, whose outputs the backward half reads
   * @param backward gives the backward half, once it is needed
   * @param seed name of the backward half's input for dt/dy
   */
  WindowedBackward(ModelRunner runner, Graph forward, Supplier<Graph> backward, String seed) {
    this(
        runner.engine(),
        runner.precision() == Precision.FLOAT && runner.engine().options().device() == Device.CPU,
        forward,
        backward,
        seed);
  }

  private WindowedBackward(
      Engine engine, boolean possible, Graph forward, Supplier<Graph> backward, String seed) {
    this.engine = engine;
    this.possible = possible;
    this.forward = forward;
    this.backward = backward;
    this.seed = seed;
  }

  /** Windows are not used, as where the forward half does not save what they read. */
  static WindowedBackward none(ModelRunner runner) {
    return new WindowedBackward(runner.engine(), false, null, null, "");
  }

  /** Whether gradients by this seed are computed by windows. */
  boolean serves(Tensor values) {
    return program(box(values), values.shape()).isPresent();
  }

  private static Box box(Tensor values) {
    return Pieces.changed(zeros(values.tensorType()), values);
  }

  private static Tensor zeros(TensorType type) {
    return Tensor.of(type.type(), type.shape(), Tensor.allocate(type.type(), type.shape()));
  }

  /**
   * Outputs of the backward half, by name; empty where windows are not used.
   *
   * @param given what the forward half read and saved, in plain layout
   */
  Optional<Map<String, Tensor>> run(
      Supplier<Map<String, NativeTensor>> given, Tensor values, Collection<String> outputs) {
    Box box = box(values);
    return program(box, values.shape())
        .map(
            program -> {
              Tensor piece = Pieces.cut(List.of(values), List.of(box));
              WindowProgram.Result result = program.run(piece, List.of(box), given.get()::get);
              return outputs.stream()
                  .distinct()
                  .collect(
                      Collectors.toMap(x -> x, x -> result.whole(x, 0, zeros(typed().type(x)))));
            });
  }

  private TypedGraph typed() {
    typed = typed == null ? new ShapeProbe(engine).probe(backward.get(), Map.of()) : typed;
    return typed;
  }

  private Optional<WindowProgram> program(Box box, Shape output) {
    long area = Box.whole(output).size();
    if (!possible || output.rank() < 3 || box.isEmpty() || box.size() > LARGE * area) {
      return Optional.empty();
    }
    List<Long> extents = new ArrayList<>();
    for (int axis = 0; axis < box.spans().size(); axis++) {
      extents.add(Math.min(output.dim(axis + 2), sizeClass(box.span(axis).size())));
    }
    return programs.computeIfAbsent(extents, this::open);
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
    List<String> outputs = typed().graph().outputNames();
    int rank = typed().shape(seed).rank();
    if (outputs.stream().anyMatch(x -> typed().shape(x).rank() != rank)) {
      // The gradient of tokens is no image.
      return Optional.empty();
    }
    WindowAnalysis analysis =
        WindowAnalysis.of(WindowTask.backward(typed(), forward, seed, outputs));
    double nodes = Math.max(1, typed().graph().nodes().size());
    boolean small = analysis.fullCost().effort() / nodes < SMALL;
    if (small || !analysis.isKnownOutside()) {
      return Optional.empty();
    }
    Map<String, Box> wanted =
        outputs.stream().collect(Collectors.toMap(x -> x, x -> Box.whole(typed().shape(x))));
    long[] size = extents.stream().mapToLong(Long::longValue).toArray();
    WindowScheme scheme = new WindowPlanner(analysis).scheme(size, wanted);
    boolean wins = scheme.cost().effort() <= WORTHWHILE * scheme.fullCost().effort();
    return wins ? Optional.of(new WindowProgram(engine, scheme, 1)) : Optional.empty();
  }

  /** Programs that are open. */
  long count() {
    return programs.values().stream().filter(Optional::isPresent).count();
  }

  @Override
  public void close() {
    programs.values().forEach(program -> program.ifPresent(WindowProgram::close));
    programs.clear();
  }
}
