package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * A division of the nodes into frames. The nodes of a frame run one after the other on pieces that
 * belong together; between frames, pieces are cut out, or set into what is known around them.
 *
 * <p>Along each axis a frame has a unit: the least stretch that is a whole number of positions of
 * each of its tensors. A piece is the whole with some units taken away at its start and some at its
 * end. An operator cannot tell such a piece from a smaller image, so it runs unchanged.
 */
final class Frames {
  /** The frame of nodes that need everything; its pieces are whole. */
  static final int WHOLE = 0;

  /** The frame of the box that changes. */
  static final int CHANGE = 1;

  private static final int FIRST = 2;

  /** A tensor as one node reads it. */
  record Edge(String tensor, int reader) {}

  private final WindowAnalysis analysis;
  private final int[] frames;
  private final Map<String, Integer> makers = new HashMap<>();
  private final List<List<Resolution>> units = new ArrayList<>();
  private final List<Set<String>> tensors = new ArrayList<>();

  /**
   * @param cuts edges that lead from one frame to another, unless others join the two
   */
  Frames(WindowAnalysis analysis, Set<Edge> cuts) {
    this.analysis = analysis;
    this.frames = new int[analysis.nodes().size()];
    int[] parents = new int[frames.length];
    for (int i = 0; i < frames.length; i++) {
      parents[i] = i;
      WindowedNode node = analysis.nodes().get(i);
      for (int k = 0; node.isLocal() && k < node.maps().size(); k++) {
        String tensor = node.node().input(k);
        Integer maker = makers.get(tensor);
        if (node.maps().get(k).isPresent()
            && maker != null
            && analysis.nodes().get(maker).isLocal()
            && !cuts.contains(new Edge(tensor, i))) {
          parents[root(parents, i)] = root(parents, maker);
        }
      }
      for (String output : node.node().outputs()) {
        makers.put(output, i);
      }
    }
    number(parents);
    measure();
  }

  private static int root(int[] parents, int i) {
    int root = i;
    while (parents[root] != root) {
      root = parents[root];
    }
    return root;
  }

  private void number(int[] parents) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < frames.length; i++) {
      frames[i] =
          analysis.nodes().get(i).isLocal()
              ? numbers.computeIfAbsent(root(parents, i), r -> FIRST + numbers.size())
              : WHOLE;
    }
    for (int frame = 0; frame < FIRST + numbers.size(); frame++) {
      units.add(new ArrayList<>());
    }
  }

  /** The units: what all tensors of a frame's nodes are whole multiples of. */
  private void measure() {
    units.forEach(unit -> tensors.add(new HashSet<>()));
    for (int i = frames.length - 1; i >= 0; i--) {
      WindowedNode node = analysis.nodes().get(i);
      for (int frame : framesOf(i)) {
        for (int k = 0; k < node.maps().size(); k++) {
          if (node.maps().get(k).isPresent()) {
            tensors.get(frame).add(node.node().input(k));
          }
        }
        tensors.get(frame).addAll(node.node().outputs());
        tensors.get(frame).remove("");
      }
    }
    for (int frame = FIRST; frame < units.size(); frame++) {
      for (int axis = 0; axis < analysis.axes(); axis++) {
        units.get(frame).add(unit(tensors.get(frame), axis));
      }
    }
  }

  /** The frames that compute a node: one that is not reached is computed wherever it is read. */
  List<Integer> framesOf(int i) {
    WindowedNode node = analysis.nodes().get(i);
    if (node.isReached() || !node.worksOnWindows()) {
      return node.isReached() ? List.of(frames[i]) : List.of();
    }
    return IntStream.range(FIRST, units.size())
        .filter(f -> node.node().outputs().stream().anyMatch(tensors.get(f)::contains))
        .boxed()
        .toList();
  }

  private Resolution unit(Set<String> tensors, int axis) {
    Resolution unit = null;
    for (String tensor : tensors) {
      if (analysis.hasPieces(tensor, axis)) {
        Resolution own = analysis.resolution(tensor, axis);
        unit = unit == null ? own : unit.common(own);
      }
    }
    return unit;
  }

  /** For each frame, the units of which at least one position of each tensor is left. */
  long[] mostMissing(int axis) {
    long[] most = new long[units.size()];
    for (int frame = FIRST; frame < most.length; frame++) {
      most[frame] = Long.MAX_VALUE;
      for (String tensor : tensors.get(frame)) {
        if (analysis.hasPieces(tensor, axis)) {
          long spare = (analysis.extent(tensor, axis) - 1) / grid(frame, tensor, axis);
          most[frame] = Math.min(most[frame], spare);
        }
      }
    }
    return most;
  }

  /** Number of frames, the first two included. */
  int count() {
    return units.size();
  }

  /** The frame of a node that is reached. */
  int frame(int node) {
    return frames[node];
  }

  /** The frame in which a tensor that is reached is made. */
  int frame(String tensor) {
    Integer maker = makers.get(tensor);
    return maker == null ? CHANGE : frames[maker];
  }

  /** Positions of a tensor in a unit of a frame. */
  long grid(int frame, String tensor, int axis) {
    return analysis.resolution(tensor, axis).over(units.get(frame).get(axis));
  }

  /** A piece of a tensor of which so many units are missing before and behind. */
  Span piece(int frame, String tensor, int axis, long before, long behind) {
    long extent = analysis.extent(tensor, axis);
    if (frame == WHOLE) {
      return Span.whole(extent);
    }
    long grid = grid(frame, tensor, axis);
    return new Span(before * grid, extent - behind * grid);
  }
}
