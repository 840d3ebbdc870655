package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.window.rule.AxisMap;
import org.pixelwhy.onnx.window.rule.Span;
import org.pixelwhy.onnx.window.rule.WindowNode;
import org.pixelwhy.onnx.window.rule.WindowRule;
import org.pixelwhy.onnx.window.rule.WindowRules;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * What a change of one input reaches, and through which operators: the facts about a graph from
 * which windows are chosen.
 *
 * <p>Nodes that are reached and work on windows are <em>local</em>; those that need an input whole,
 * such as an InstanceNormalization, are <em>global</em>: behind them the change is everywhere.
 */
public final class WindowAnalysis {
  private final WindowTask task;
  private final int axes;
  private final Set<String> reached = new HashSet<>();
  private final Set<String> zeros = new HashSet<>();
  private final Set<String> everywhere = new HashSet<>();
  private final Map<String, List<Resolution>> resolutions = new HashMap<>();
  private final List<WindowedNode> nodes = new ArrayList<>();
  private final Map<String, WindowedNode> makers = new HashMap<>();
  private final Map<String, String> obstacles = new LinkedHashMap<>();
  private final Map<Integer, Map<Span, AxisPass>> passes = new HashMap<>();

  private WindowAnalysis(WindowTask task) {
    this.task = task;
    this.axes = task.typed().shape(task.changed()).rank() - 2;
  }

  public static WindowAnalysis of(WindowTask task) {
    WindowAnalysis analysis = new WindowAnalysis(task);
    analysis.forward();
    analysis.backward();
    return analysis;
  }

  private void forward() {
    reached.add(task.changed());
    if (task.outside() == Outside.ZERO) {
      zeros.add(task.changed());
    }
    resolutions.put(task.changed(), Collections.nCopies(axes, Resolution.ONE));
    for (Node node : graph().nodes()) {
      WindowedNode windowed = examine(node);
      nodes.add(windowed);
      node.outputs().forEach(output -> makers.put(output, windowed));
      if (windowed.isReached()) {
        node.outputs().stream().filter(x -> !x.isEmpty()).forEach(out -> enter(windowed, out));
      }
    }
  }

  private WindowedNode examine(Node node) {
    WindowNode at = new WindowNode(node, task.typed(), axes, task.origins());
    boolean isReached = Graph.dependencies(node).stream().anyMatch(reached::contains);
    Optional<WindowRule> rule = WindowRules.rule(node).filter(r -> hasWindows(node.output(0)));
    Optional<String> obstacle =
        rule.isEmpty() ? Optional.of("it has no rule for windows") : rule.get().obstacle(at);
    List<Optional<List<AxisMap>>> maps = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      int input = i;
      boolean windowed = obstacle.isEmpty() && node.hasInput(i) && isWindowed(at, i, isReached);
      maps.add(windowed ? rule.get().maps(at, input) : Optional.empty());
    }
    if (isReached && obstacle.isEmpty() && resolution(node, maps).isEmpty()) {
      obstacle = Optional.of("what it joins has different resolutions");
    }
    if (isReached && obstacle.isPresent()) {
      obstacles.put(node.toString(), obstacle.get());
    }
    return new WindowedNode(
        at, rule.filter(r -> at.node().bodies().isEmpty()), maps, isReached, obstacle.isEmpty());
  }

  /** A reached operand that is broadcast along an axis is needed whole. */
  private boolean isWindowed(WindowNode at, int i, boolean isReached) {
    Shape shape = task.typed().shape(at.node().input(i));
    if (!reached.contains(at.node().input(i))) {
      return true;
    }
    boolean same = shape.rank() == at.rank();
    for (int axis = 0; same && axis < axes; axis++) {
      same = at.extent(shape, axis) > 1 || at.extent(at.output(), axis) == 1;
    }
    return same;
  }

  /** Whether a tensor has batch, channels and the axes that windows are along. */
  boolean hasWindows(String tensor) {
    return task.typed().types().containsKey(tensor)
        && task.typed().shape(tensor).rank() == axes + 2;
  }

  /** Whether pieces of a tensor along an axis are less than the whole: not what is broadcast. */
  boolean hasPieces(String tensor, int axis) {
    return hasWindows(tensor) && (isReached(tensor) || extent(tensor, axis) > 1);
  }

  private Optional<List<Resolution>> resolution(Node node, List<Optional<List<AxisMap>>> maps) {
    List<Resolution> result = null;
    for (int i = 0; i < maps.size(); i++) {
      if (maps.get(i).isPresent() && reached.contains(node.input(i))) {
        List<Resolution> own = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
          AxisMap map = maps.get(i).get().get(axis);
          own.add(resolutions.get(node.input(i)).get(axis).times(map.up(), map.down()));
        }
        if (result != null && !result.equals(own)) {
          return Optional.empty();
        }
        result = own;
      }
    }
    return Optional.of(result == null ? ofExtents(node.output(0)) : result);
  }

  private List<Resolution> ofExtents(String tensor) {
    List<Resolution> result = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      result.add(Resolution.of(Math.max(1, extent(tensor, axis)), extent(task.changed(), axis)));
    }
    return result;
  }

  private void enter(WindowedNode windowed, String output) {
    reached.add(output);
    if (hasWindows(output)) {
      resolutions.put(
          output,
          windowed.isLocal()
              ? resolution(windowed.node(), windowed.maps()).orElseThrow()
              : ofExtents(output));
    }
    if (!windowed.isLocal() || reachesAll(windowed)) {
      everywhere.add(output);
    }
    List<Boolean> zero = windowed.node().inputs().stream().map(this::isZero).toList();
    if (windowed.isLocal()
        && task.outside() == Outside.ZERO
        && windowed.rule().orElseThrow().keepsZeros(windowed.at(), zero)) {
      zeros.add(output);
    }
  }

  /** Whether a local node's output is reached everywhere because an input is. */
  private boolean reachesAll(WindowedNode node) {
    boolean all = false;
    for (int k = 0; k < node.maps().size(); k++) {
      String input = node.node().input(k);
      boolean whole = node.maps().get(k).isEmpty() || everywhere.contains(input);
      all |= isReached(input) && whole && spreadsAll(node, k);
    }
    return all;
  }

  private boolean spreadsAll(WindowedNode node, int k) {
    boolean all = true;
    for (int axis = 0; node.maps().get(k).isPresent() && axis < axes; axis++) {
      Span input = Span.whole(extent(node.node().input(k), axis));
      Span output = Span.whole(extent(node.node().output(0), axis));
      all &= node.maps().get(k).get().get(axis).reach(input).contains(output);
    }
    return all;
  }

  private boolean isZero(String input) {
    Tensor constant = graph().initializers().get(input);
    return zeros.contains(input)
        || constant != null && constant.size() == 1 && constant.get(0) == 0;
  }

  /** The resolutions of what is not reached follow from who reads it. */
  private void backward() {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      WindowedNode node = nodes.get(i);
      List<Resolution> output = resolutions.get(node.node().output(0));
      for (int k = 0; k < node.maps().size(); k++) {
        String input = node.node().input(k);
        if (output != null && node.maps().get(k).isPresent()) {
          List<Resolution> own = new ArrayList<>();
          for (int axis = 0; axis < axes; axis++) {
            AxisMap map = node.maps().get(k).get().get(axis);
            own.add(output.get(axis).times(map.down(), map.up()));
          }
          resolutions.putIfAbsent(input, own);
        }
      }
    }
  }

  WindowTask task() {
    return task;
  }

  TypedGraph typed() {
    return task.typed();
  }

  Graph graph() {
    return task.typed().graph();
  }

  /** Number of axes that windows are along. */
  int axes() {
    return axes;
  }

  /** The node that makes a tensor; null for inputs and constants. */
  WindowedNode maker(String tensor) {
    return makers.get(tensor);
  }

  /** The graph's nodes, in its order. */
  List<WindowedNode> nodes() {
    return nodes;
  }

  boolean isReached(String tensor) {
    return reached.contains(tensor);
  }

  /** Whether a reached tensor's values are known where the change does not reach. */
  boolean isKnownOutside(String tensor) {
    return task.outside() == Outside.GIVEN || zeros.contains(tensor);
  }

  /** Whether a reached tensor is zero where the change does not reach. */
  boolean isZeroOutside(String tensor) {
    return zeros.contains(tensor);
  }

  Resolution resolution(String tensor, int axis) {
    return resolutions.get(tensor).get(axis);
  }

  /** Extent of a windowed axis; 1 where a tensor has no such axis. */
  long extent(String tensor, int axis) {
    Shape shape = task.typed().shape(tensor);
    int place = shape.rank() - axes + axis;
    return place < 0 ? 1 : shape.dim(place);
  }

  /** Whether the outputs are known where the change does not reach. */
  public boolean isKnownOutside() {
    return task.outputs().stream()
        .allMatch(
            output -> !isReached(output) || everywhere.contains(output) || isKnownOutside(output));
  }

  /** What a change reaches along an axis, remembered. */
  AxisPass pass(int axis, Span change) {
    return passes
        .computeIfAbsent(axis, key -> new HashMap<>())
        .computeIfAbsent(change, span -> new AxisPass(this, axis, span));
  }

  /** The cost of one run of everything. */
  public WindowCost fullCost() {
    return nodes.stream()
        .map(node -> WindowCost.of(node.node(), typed()))
        .reduce(WindowCost.NONE, WindowCost::plus);
  }

  /** Whether nothing of the graph needs the whole of what the change reaches. */
  public boolean isLocal() {
    return obstacles.isEmpty();
  }

  /** Why some nodes need the whole of their inputs, by node. */
  public Map<String, String> obstacles() {
    return Collections.unmodifiableMap(obstacles);
  }
}
