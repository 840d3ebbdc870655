package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.window.AxisPass.Place;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * How a graph is divided into frames to compute what is wanted of its outputs: the plan of every
 * change follows from it, and one {@link WindowedGraph} serves them all.
 */
public final class WindowScheme {
  private final WindowAnalysis analysis;
  private final Frames frames;
  private final Map<String, Box> wanted;
  private final boolean changesAll;
  private final List<Map<Span, AxisNeeds>> known = new ArrayList<>();
  private final Set<Place> brought = new LinkedHashSet<>();
  private final WindowCost cost;

  /** What one change reaches and needs along one axis. */
  record AxisNeeds(AxisPass pass, Map<Place, Span> needs) {}

  /**
   * @param wanted what is wanted of each output
   * @param sample changes like those that will come; if they are the whole input, all are
   */
  WindowScheme(WindowAnalysis analysis, Frames frames, Map<String, Box> wanted, List<Box> sample) {
    this.analysis = analysis;
    this.frames = frames;
    this.wanted = Map.copyOf(wanted);
    Box whole = Box.whole(analysis.typed().shape(analysis.task().changed()));
    this.changesAll = sample.stream().allMatch(whole::equals);
    for (int axis = 0; axis < analysis.axes(); axis++) {
      known.add(new HashMap<>());
    }
    for (int i = 0; i < analysis.nodes().size(); i++) {
      WindowedNode node = analysis.nodes().get(i);
      for (int k = 0; k < node.maps().size(); k++) {
        String input = node.node().input(k);
        int frame = node.maps().get(k).isPresent() ? frames.frame(i) : Frames.WHOLE;
        if (analysis.isReached(input) && frames.frame(input) != frame) {
          brought.add(new Place(frame, input));
        }
      }
    }
    this.cost = plan(sample).cost();
  }

  /**
   * The windows of some changes, all of one size in each frame so that they can be computed in one
   * batch.
   */
  public WindowPlan plan(List<Box> changes) {
    return new WindowPlan(this, changes);
  }

  /** What a change reaches and needs, remembered. */
  AxisNeeds needs(int axis, Span change) {
    return known
        .get(axis)
        .computeIfAbsent(
            change,
            span -> {
              AxisPass pass = analysis.pass(axis, span);
              return new AxisNeeds(pass, pass.needs(frames, wantedAlong(axis)));
            });
  }

  /** What is wanted of each output along an axis. */
  Map<String, Span> wantedAlong(int axis) {
    return wanted.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, box -> box.getValue().span(axis)));
  }

  WindowAnalysis analysis() {
    return analysis;
  }

  Frames frames() {
    return frames;
  }

  /** The tensors that are brought to another frame than the one that makes them. */
  Set<Place> brought() {
    return brought;
  }

  /** Whether what is brought to other frames is set into what is known around it. */
  boolean pastes() {
    return analysis.task().outside() == Outside.GIVEN && !changesAll;
  }

  /** Whether changes are always of the whole input, so that nothing is known around them. */
  public boolean changesAll() {
    return changesAll;
  }

  /** What one change of the sample costs. */
  public WindowCost cost() {
    return cost;
  }

  /** The cost of one run of everything. */
  public WindowCost fullCost() {
    return analysis.fullCost();
  }

  /** Whether several changes can be computed in one run. */
  public boolean isBatchable() {
    return analysis.isLocal();
  }

  /** Why some nodes need the whole of their inputs, by node. */
  public Map<String, String> obstacles() {
    return analysis.obstacles();
  }
}
