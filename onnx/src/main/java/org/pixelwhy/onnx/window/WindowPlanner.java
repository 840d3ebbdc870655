package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
 * one after the other is made or undone while that saves effort. Each trial looks at the whole
 * graph, so their number is limited by its size: dense skips have as many divisions to try as
 * operators. What is found by then is used if it pays, and else the whole is computed.
 */
public final class WindowPlanner {
  private static final int SWEEPS = 2;

  /** Changes that divisions are tried on, at different offsets along each axis. */
  private static final int SAMPLES = 3;

  /** Inputs of nodes that all trials together look at; a U-Net's need a third of it. */
  private static final long MOST_LOOKS = 100_000;

  private final WindowAnalysis analysis;
  private int trials;

  public WindowPlanner(WindowAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * A scheme for changes of a size.
   *
   * @param extents of the box that changes
   * @param wanted what is wanted of each output
   */
  public WindowScheme scheme(long[] extents, Map<String, Box> wanted) {
    List<Box> sample = sample(extents, wanted);
    List<Frames.Edge> candidates = candidates();
    Set<Frames.Edge> cuts = new HashSet<>(candidates);
    WindowScheme best = scheme(cuts, wanted, sample);
    boolean improved = true;
    for (int sweep = 0; improved && sweep < SWEEPS; sweep++) {
      improved = false;
      for (Frames.Edge edge : candidates) {
        if (trials >= mostTrials()) {
          return best;
        }
        toggle(cuts, edge);
        WindowScheme other = scheme(cuts, wanted, sample);
        if (other.cost().effort() < best.cost().effort()) {
          best = other;
          improved = true;
        } else {
          toggle(cuts, edge);
        }
      }
    }
    return best;
  }

  /** How many schemes were tried. */
  int trials() {
    return trials;
  }

  private long mostTrials() {
    long looks = analysis.nodes().stream().mapToLong(node -> node.node().inputs().size()).sum();
    return Math.max(1, MOST_LOOKS / Math.max(1, looks));
  }

  private WindowScheme scheme(Set<Frames.Edge> cuts, Map<String, Box> wanted, List<Box> sample) {
    trials++;
    return new WindowScheme(analysis, new Frames(analysis, cuts), wanted, sample);
  }

  /** Changes in the middle of what is wanted, at several offsets. */
  private List<Box> sample(long[] extents, Map<String, Box> wanted) {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      List<Span> spans = new ArrayList<>();
      for (int axis = 0; axis < extents.length; axis++) {
        spans.add(inTheMiddle(axis, extents[axis], i - SAMPLES / 2, wanted));
      }
      boxes.add(new Box(spans));
    }
    return boxes;
  }

  private Span inTheMiddle(int axis, long size, int offset, Map<String, Box> wanted) {
    long extent = analysis.extent(analysis.task().changed(), axis);
    double centre = 0.5;
    for (Map.Entry<String, Box> output : wanted.entrySet()) {
      Span span = output.getValue().span(axis);
      double whole = analysis.extent(output.getKey(), axis);
      centre = (span.start() + span.end()) / 2.0 / whole;
    }
    long most = Math.max(0, extent - size);
    long start = Math.round(centre * extent - size / 2.0) + offset;
    start = Math.max(0, Math.min(most, start));
    return new Span(start, Math.min(extent, start + size));
  }

  private static void toggle(Set<Frames.Edge> cuts, Frames.Edge edge) {
    if (!cuts.remove(edge)) {
      cuts.add(edge);
    }
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
