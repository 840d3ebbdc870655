package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.window.AxisPass.Place;
import org.pixelwhy.onnx.window.rule.PieceContext;
import org.pixelwhy.onnx.window.rule.WindowNode;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/** Writes the graph of a plan: every node in its frames, and what is between them. */
final class PieceWriter {
  private final WindowScheme scheme;
  private final WindowAnalysis analysis;
  private final TypedGraph typed;
  private final int batch;
  private final GraphBuilder builder;
  private final Ops ops;
  private final Slots slots = new Slots();
  private final Joints joints;
  private final Map<Place, String> names = new HashMap<>();
  private final Map<String, String> whole = new HashMap<>();
  private final Map<String, String> known = new LinkedHashMap<>();
  private final String change;

  PieceWriter(WindowScheme scheme, int batch) {
    this.scheme = scheme;
    this.analysis = scheme.analysis();
    this.typed = analysis.typed();
    this.batch = batch;
    Graph graph = typed.graph();
    this.builder = Graph.builder(graph.name() + " by windows", graph.opset());
    graph.opsets().forEach(builder::opset);
    builder.reserve(typed.types().keySet());
    String changed = analysis.task().changed();
    this.ops = new Ops(builder, typed.type(changed).type());
    this.joints = new Joints(builder, ops, slots, analysis.axes(), batch);
    this.change = changed + "/change";
    names.put(new Place(Frames.CHANGE, changed), change);
  }

  WindowedGraph write() {
    String changed = analysis.task().changed();
    List<Dimension> dims = new ArrayList<>();
    dims.add(Dimension.of(batch));
    dims.add(Dimension.of(typed.shape(changed).dim(1)));
    for (int axis = 0; axis < analysis.axes(); axis++) {
      dims.add(Dimension.symbol("change" + axis));
    }
    TensorType type = typed.type(changed);
    builder.input(new Value(change, Optional.of(type.type()), Optional.of(dims)));
    for (int i = 0; i < analysis.nodes().size(); i++) {
      WindowedNode node = analysis.nodes().get(i);
      int frame = scheme.frames().frame(i);
      if (node.isReached()) {
        append(node, frame, node.node().outputs());
      }
    }
    for (String output : analysis.task().outputs()) {
      if (analysis.isReached(output)) {
        builder.output(Value.untyped(output));
      }
    }
    String places = builder.fresh("window_places");
    slots.declare(builder, places);
    Graph graph = builder.prune().build();
    known.keySet().retainAll(graph.inputNames());
    return new WindowedGraph(graph, change, places, known, batch, slots);
  }

  /** Appends a node for its piece in a frame. */
  private void append(WindowedNode node, int frame, List<String> outputs) {
    List<String> inputs = new ArrayList<>();
    for (int k = 0; k < node.node().inputs().size(); k++) {
      String input = node.node().input(k);
      boolean windowed = node.maps().get(k).isPresent();
      inputs.add(
          input.isEmpty()
              ? ""
              : windowed || analysis.isReached(input)
                  ? piece(input, windowed ? frame : Frames.WHOLE)
                  : whole(input));
    }
    Context context = new Context(node.at(), frame, inputs, outputs);
    if (node.worksOnWindows()) {
      node.rule().orElseThrow().append(context);
    } else {
      context.appendSame();
    }
  }

  /** Name of the pieces of a tensor in a frame. */
  private String piece(String tensor, int frame) {
    Place place = new Place(frame, tensor);
    String name = names.get(place);
    if (name == null) {
      name = analysis.isReached(tensor) ? reached(place) : still(place);
      names.put(place, name);
    }
    return name;
  }

  private String reached(Place place) {
    String tensor = place.tensor();
    int home = scheme.frames().frame(tensor);
    if (home == place.frame()) {
      return tensor;
    }
    Place origin = new Place(home, tensor);
    Joints.Where from = (plan, at, axis) -> plan.piece(origin, axis, at);
    Joints.Where to = (plan, at, axis) -> plan.piece(place, axis, at);
    String pieces = piece(tensor, home);
    return scheme.pastes() && scheme.frames().frame(tensor) != Frames.WHOLE
        ? joints.paste(pieces, known(tensor), place, from, to)
        : joints.bring(pieces, from, to);
  }

  /** A tensor of the unchanged run. */
  private String known(String tensor) {
    String name = tensor + "/known";
    if (known.put(name, tensor) == null) {
      builder.input(Value.of(name, typed.type(tensor)));
    }
    return name;
  }

  /** Pieces of a tensor that the change does not reach: made in the frame, or cut out. */
  private String still(Place place) {
    String tensor = place.tensor();
    List<Integer> axes =
        IntStream.range(0, analysis.axes())
            .filter(axis -> place.frame() != Frames.WHOLE && analysis.extent(tensor, axis) > 1)
            .boxed()
            .toList();
    if (axes.isEmpty()) {
      return whole(tensor);
    }
    WindowedNode maker = analysis.maker(tensor);
    if (maker != null && maker.worksOnWindows()) {
      List<String> outputs = new ArrayList<>();
      for (String output : maker.node().outputs()) {
        outputs.add(output.isEmpty() ? "" : output + "/frame" + place.frame());
        names.putIfAbsent(new Place(place.frame(), output), output + "/frame" + place.frame());
      }
      append(maker, place.frame(), outputs);
      return tensor + "/frame" + place.frame();
    }
    return joints.cut(ranked(tensor), axes, (plan, at, axis) -> plan.piece(place, axis, at));
  }

  /** A tensor with axes for batch and channel before those that have windows. */
  private String ranked(String tensor) {
    Shape shape = typed.shape(tensor);
    int missing = analysis.axes() + 2 - shape.rank();
    if (missing == 0) {
      return whole(tensor);
    }
    long[] dims = new long[analysis.axes() + 2];
    Arrays.fill(dims, 1);
    System.arraycopy(shape.dims(), 0, dims, missing, shape.rank());
    return ops.reshape(whole(tensor), Shape.of(dims));
  }

  /** A tensor that the change does not reach. */
  private String whole(String tensor) {
    String name = whole.get(tensor);
    if (name == null) {
      whole.put(tensor, tensor);
      WindowedNode maker = analysis.maker(tensor);
      if (typed.graph().initializers().containsKey(tensor)) {
        builder.initializer(tensor, typed.graph().initializers().get(tensor));
      } else if (maker == null) {
        builder.input(Value.of(tensor, typed.type(tensor)));
        known.put(tensor, tensor);
      } else {
        Graph.dependencies(maker.node()).forEach(this::whole);
        maker.node().outputs().forEach(output -> whole.put(output, output));
        builder.add(maker.node());
      }
    }
    return tensor;
  }

  private final class Context implements PieceContext {
    private final WindowNode at;
    private final int frame;
    private final List<String> inputs;
    private final List<String> outputs;

    Context(WindowNode at, int frame, List<String> inputs, List<String> outputs) {
      this.at = at;
      this.frame = frame;
      this.inputs = inputs;
      this.outputs = outputs;
    }

    @Override
    public WindowNode at() {
      return at;
    }

    @Override
    public Ops ops() {
      return ops;
    }

    @Override
    public int batch() {
      return batch;
    }

    @Override
    public List<String> inputs() {
      return inputs;
    }

    @Override
    public void append(Node variant) {
      builder.add(variant.withOutputs(outputs));
    }

    private Place place() {
      return new Place(frame, at.node().output(0));
    }

    @Override
    public String extent(int axis) {
      return slots.add(
          builder, 1, (plan, all) -> new long[] {plan.piece(place(), axis, all.get(0)).size()});
    }

    @Override
    public String starts(int axis) {
      String flat =
          slots.add(
              builder,
              batch,
              (plan, all) ->
                  all.stream().mapToLong(p -> plan.piece(place(), axis, p).start()).toArray());
      long[] dims = new long[analysis.axes() + 2];
      Arrays.fill(dims, 1);
      dims[0] = batch;
      return ops.reshape(flat, dims);
    }
  }
}
