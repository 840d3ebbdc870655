package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.window.rule.AxisMap;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * Chooses where to divide a graph into frames, so that the changes cost least.
 *
 * <p>Without any division one piece would have to hold everything that is needed anywhere; with a
 * division at every operator all time would go into moving elements. Beginning with few divisions,
 * one after the other is made or undone while that saves effort.
 */
public final class WindowPlanner {
  private static final int SWEEPS = 3;

  /** Changes that divisions are tried on, along each axis. */
  private static final int SAMPLES = 5;

  private final WindowAnalysis analysis;

  public WindowPlanner(WindowAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Windows for some changes.
   *
   * @param changes boxes of the changed input
   * @param wanted what is wanted of each output
   */
  public WindowPlan plan(Collection<Box> changes, Map<String, Box> wanted) {
    List<Map<Span, AxisPass>> all = passes(changes);
    List<Map<Span, AxisPass>> some = all.stream().map(WindowPlanner::sample).toList();
    return new WindowPlan(analysis, divide(some, wanted), all, wanted);
  }

  /** For each axis, the changes by their span of it. */
  List<Map<Span, AxisPass>> passes(Collection<Box> changes) {
    List<Map<Span, AxisPass>> all = new ArrayList<>();
    for (int i = 0; i < analysis.axes(); i++) {
      int axis = i;
      Map<Span, AxisPass> passes = new LinkedHashMap<>();
      changes.forEach(
          box ->
              passes.computeIfAbsent(box.span(axis), span -> new AxisPass(analysis, axis, span)));
      all.add(passes);
    }
    return all;
  }

  /** Changes in the middle, where nothing is cut off by the edges, at several offsets. */
  private static Map<Span, AxisPass> sample(Map<Span, AxisPass> passes) {
    List<Span> spans = new ArrayList<>(passes.keySet());
    int first = Math.max(0, spans.size() / 2 - SAMPLES / 2);
    Map<Span, AxisPass> sample = new LinkedHashMap<>();
    spans
        .subList(first, Math.min(spans.size(), first + SAMPLES))
        .forEach(span -> sample.put(span, passes.get(span)));
    return sample;
  }

  private Frames divide(List<Map<Span, AxisPass>> sample, Map<String, Box> wanted) {
    List<Frames.Edge> candidates = candidates();
    Set<Frames.Edge> cuts = new HashSet<>(candidates);
    Frames best = new Frames(analysis, cuts);
    double least = effort(best, sample, wanted);
    boolean improved = true;
    for (int sweep = 0; improved && sweep < SWEEPS; sweep++) {
      improved = false;
      for (Frames.Edge edge : candidates) {
        toggle(cuts, edge);
        Frames frames = new Frames(analysis, cuts);
        double effort = effort(frames, sample, wanted);
        if (effort < least) {
          best = frames;
          least = effort;
          improved = true;
        } else {
          toggle(cuts, edge);
        }
      }
    }
    return best;
  }

  private static void toggle(Set<Frames.Edge> cuts, Frames.Edge edge) {
    if (!cuts.remove(edge)) {
      cuts.add(edge);
    }
  }

  private double effort(Frames frames, List<Map<Span, AxisPass>> sample, Map<String, Box> wanted) {
    return new WindowPlan(analysis, frames, sample, wanted).cost().effort();
  }

  /**
   * Divisions worth trying: before operators that read more than they write, and where paths of
   * different depth meet.
   */
  List<Frames.Edge> candidates() {
    Set<Frames.Edge> candidates = new LinkedHashSet<>();
    Map<String, Integer> makers = new HashMap<>();
    for (int i = 0; i < analysis.nodes().size(); i++) {
      WindowedNode node = analysis.nodes().get(i);
      long operands = node.node().inputs().stream().distinct().filter(analysis::isReached).count();
      for (int k = 0; node.isLocal() && k < node.maps().size(); k++) {
        String input = node.node().input(k);
        boolean local = node.maps().get(k).isPresent() && makers.containsKey(input);
        if (local && (operands > 1 || !isSame(node.maps().get(k).get()))) {
          candidates.add(new Frames.Edge(input, i));
        }
      }
      if (node.isLocal()) {
        for (String output : node.node().outputs()) {
          makers.put(output, i);
        }
      }
    }
    List<Frames.Edge> fromOutput = new ArrayList<>(candidates);
    Collections.reverse(fromOutput);
    return fromOutput;
  }

  private static boolean isSame(List<AxisMap> maps) {
    return maps.stream().allMatch(AxisMap.same()::equals);
  }
}
