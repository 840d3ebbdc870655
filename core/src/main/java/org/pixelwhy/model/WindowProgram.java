package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.graph.Tensor;
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

  /** What a run gives: pieces of the outputs, and where they lie. */
  record Result(WindowPlan plan, List<Placement> places, Map<String, Tensor> pieces) {
    /** An output as it would be given whole: the unchanged one with the piece set in. */
    Tensor whole(String output, int item, Tensor unchanged) {
      Tensor all = pieces.get(output);
      Placement place = places.get(item);
      return all == null
          ? unchanged
          : Pieces.paste(unchanged, all, item, plan.piece(output, place), place.reached(output));
    }
  }

  /**
   * Computes some changes, at most as many as a batch has.
   *
   * @param changed the changed inputs, whole
   * @param boxes where they are changed
   * @param known gives tensors of the unchanged run
   */
  Result run(List<Tensor> changed, List<Box> boxes, Function<String, NativeTensor> known) {
    List<Tensor> inputs = new ArrayList<>(changed);
    List<Box> places = alike(boxes, Box.whole(changed.get(0).shape()));
    while (inputs.size() < batch()) {
      inputs.add(inputs.get(inputs.size() - 1));
      places.add(places.get(places.size() - 1));
    }
    WindowPlan plan = scheme.plan(places);
    List<Placement> placed = places.stream().map(plan::place).toList();
    Map<String, NativeTensor> feeds = new HashMap<>();
    graph.known().forEach((input, tensor) -> feeds.put(input, known.apply(tensor)));
    try (NativeTensor pieces = engine.load(Pieces.cut(inputs, places));
        NativeTensor numbers = engine.load(graph.places(plan, placed))) {
      feeds.put(graph.change(), pieces);
      feeds.put(graph.placesInput(), numbers);
      try (NativeTensors outputs = program.call(feeds)) {
        return new Result(
            plan,
            placed,
            outputs.names().stream().collect(Collectors.toMap(x -> x, outputs::tensor)));
      }
    }
  }

  /** Boxes of one size around these. */
  private List<Box> alike(List<Box> boxes, Box whole) {
    long[] extents = scheme.changesAll() ? whole.extents() : new long[whole.spans().size()];
    for (Box box : boxes) {
      for (int axis = 0; axis < extents.length; axis++) {
        extents[axis] = Math.max(extents[axis], Math.max(1, box.span(axis).size()));
      }
    }
    return new ArrayList<>(boxes.stream().map(box -> box.enlarged(extents, whole)).toList());
  }

  @Override
  public void close() {
    program.close();
  }
}
