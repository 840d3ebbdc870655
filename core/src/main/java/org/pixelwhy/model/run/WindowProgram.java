package org.pixelwhy.model.run;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.onnx.window.Pieces;
import org.pixelwhy.onnx.window.Placement;
import org.pixelwhy.onnx.window.WindowPlan;
import org.pixelwhy.onnx.window.WindowScheme;
import org.pixelwhy.onnx.window.WindowedGraph;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/** A compiled graph that computes windows. Must be closed. */
final class WindowProgram implements AutoCloseable {
  /** Multiply-adds of a run from which on running several changes together gains nothing. */
  private static final double LARGE = 2e9;

  private static final int TOGETHER = 4;

  private final Engine engine;
  private final WindowScheme scheme;
  private final WindowedGraph graph;
  private final Program program;

  /**
   * @param most greatest number of changes that may be computed together
   */
  WindowProgram(Engine engine, WindowScheme scheme, int most) {
    boolean together = scheme.isBatchable() && scheme.cost().effort() < LARGE;
    this.engine = engine;
    this.scheme = scheme;
    this.graph = WindowedGraph.of(scheme, together ? Math.min(TOGETHER, most) : 1);
    this.program = engine.compile(graph.graph());
  }

  WindowScheme scheme() {
    return scheme;
  }

  /** Number of changes in one run. */
  int batch() {
    return graph.batch();
  }

  /** Tensors of the unchanged run that have to be given. */
  Set<String> known() {
    return Set.copyOf(graph.known().values());
  }

  /** Whether a change of a box reaches nothing that is wanted. */
  boolean isVain(Box box) {
    return scheme.plan(List.of(box)).place(box).isVain();
  }

  /** What a run gives: pieces of the outputs, and where they lie. */
  record Result(WindowPlan plan, List<Placement> places, Map<String, Tensor> pieces) {
    /** An output as it would be given whole: the unchanged one with the piece set in. */
    Tensor whole(String output, int item, Tensor unchanged) {
      return whole(output, item, unchanged, Tensor.allocate(unchanged.type(), unchanged.shape()));
    }

    /** The same in memory that the caller has. */
    Tensor whole(String output, int item, Tensor unchanged, ByteBuffer memory) {
      Tensor all = pieces.get(output);
      Placement place = places.get(item);
      return all == null
          ? unchanged
          : Pieces.paste(
              memory, unchanged, all, item, plan.piece(output, place), place.reached(output));
    }
  }

  /** The same with all outputs in new memory. */
  Result run(Tensor changed, List<Box> boxes, Function<String, NativeTensor> known) {
    return run(changed, boxes, known, (name, type) -> Tensor.allocate(type.type(), type.shape()));
  }

  /**
   * Computes a batch of changes.
   *
   * @param changed the changed boxes {@code [batch,C,...]}
   * @param boxes where they are, as many as a batch has, all of one size
   * @param known gives tensors of the unchanged run
   * @param memory for the pieces, by output
   */
  Result run(
      Tensor changed,
      List<Box> boxes,
      Function<String, NativeTensor> known,
      BiFunction<String, TensorType, ByteBuffer> memory) {
    WindowPlan plan = scheme.plan(boxes);
    List<Placement> placed = boxes.stream().map(plan::place).toList();
    Map<String, NativeTensor> feeds = new HashMap<>();
    graph.known().forEach((input, tensor) -> feeds.put(input, known.apply(tensor)));
    try (NativeTensor pieces = engine.load(changed);
        NativeTensor numbers = engine.load(graph.places(plan, placed))) {
      feeds.put(graph.change(), pieces);
      feeds.put(graph.placesInput(), numbers);
      try (NativeTensors outputs = program.call(feeds)) {
        Map<String, Tensor> copies = new HashMap<>();
        for (String name : outputs.names()) {
          ByteBuffer buffer = memory.apply(name, outputs.get(name).type());
          copies.put(name, outputs.tensor(name, buffer));
        }
        return new Result(plan, placed, copies);
      }
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
