package org.pixelwhy.onnx.window;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.window.AxisPass.Place;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * The windows of some changes: all of one size in each frame, so that changes can be computed in
 * batches.
 */
public final class WindowPlan {
  private final WindowAnalysis analysis;
  private final Frames frames;
  private final Map<String, Box> wanted;
  private final long[][] missing;
  private final List<Map<Span, Map<Place, Span>>> needs;
  private final List<Map<Span, AxisPass>> passes;
  private final Set<Place> needed = new LinkedHashSet<>();
  private final Set<Place> pasted = new LinkedHashSet<>();
  private final Set<Place> brought = new LinkedHashSet<>();

  /**
   * @param passes for each axis, the changes by their span of it
   * @param wanted what is wanted of each output
   */
  WindowPlan(
      WindowAnalysis analysis,
      Frames frames,
      List<Map<Span, AxisPass>> passes,
      Map<String, Box> wanted) {
    this.analysis = analysis;
    this.frames = frames;
    this.wanted = wanted;
    this.passes = passes;
    this.needs =
        IntStream.range(0, passes.size())
            .mapToObj(
                axis ->
                    passes.get(axis).entrySet().stream()
                        .collect(
                            Collectors.toMap(
                                Map.Entry::getKey,
                                pass -> pass.getValue().needs(frames, wantedAlong(axis)))))
            .toList();
    needs.forEach(axis -> axis.values().forEach(need -> needed.addAll(need.keySet())));
    this.missing = new long[analysis.axes()][frames.count()];
    for (int axis = 0; axis < analysis.axes(); axis++) {
      shrink(axis);
    }
  }

  private Map<String, Span> wantedAlong(int axis) {
    return wanted.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, box -> box.getValue().span(axis)));
  }

  /** Takes away as many units as no change needs. */
  private void shrink(int axis) {
    Arrays.fill(missing[axis], Long.MAX_VALUE);
    missing[axis][Frames.WHOLE] = 0;
    needs
        .get(axis)
        .forEach(
            (change, need) -> {
              long[] before = margins(axis, need, true);
              long[] behind = margins(axis, need, false);
              for (int frame = 2; frame < frames.count(); frame++) {
                if (before[frame] < Long.MAX_VALUE) {
                  missing[axis][frame] =
                      Math.min(missing[axis][frame], before[frame] + behind[frame]);
                }
              }
              need.forEach((place, span) -> bring(place, span, passes.get(axis).get(change)));
            });
    for (int frame = 0; frame < frames.count(); frame++) {
      // A frame that nothing needs is not computed.
      missing[axis][frame] = missing[axis][frame] == Long.MAX_VALUE ? 0 : missing[axis][frame];
    }
  }

  private void bring(Place place, Span need, AxisPass pass) {
    String tensor = place.tensor();
    if (analysis.isReached(tensor) && frames.frame(tensor) != place.frame()) {
      brought.add(place);
      if (analysis.task().outside() == Outside.GIVEN && !pass.brought(tensor, need).equals(need)) {
        pasted.add(place);
      }
    }
  }

  /** For each frame, the units before or behind what is needed. */
  private long[] margins(int axis, Map<Place, Span> need, boolean before) {
    long[] margins = new long[frames.count()];
    Arrays.fill(margins, Long.MAX_VALUE);
    need.forEach(
        (place, span) -> {
          int frame = place.frame();
          if (frame > Frames.CHANGE && analysis.hasPieces(place.tensor(), axis)) {
            long grid = frames.grid(frame, place.tensor(), axis);
            long margin =
                before ? span.start() : analysis.extent(place.tensor(), axis) - span.end();
            margins[frame] = Math.min(margins[frame], margin / grid);
          }
        });
    return margins;
  }

  /** Where the pieces of a change lie; it must be one of those that were planned for. */
  public Placement place(Box change) {
    return new Placement(
        IntStream.range(0, analysis.axes())
            .mapToObj(axis -> place(axis, change.span(axis)))
            .toList());
  }

  private AxisPlacement place(int axis, Span change) {
    Map<Place, Span> need = needs.get(axis).get(change);
    AxisPass pass = passes.get(axis).get(change);
    long[] before = margins(axis, need, true);
    for (int frame = 0; frame < before.length; frame++) {
      before[frame] = Math.min(before[frame], missing[axis][frame]);
    }
    Map<Place, Span> parts = new HashMap<>();
    brought.forEach(
        place ->
            parts.put(place, pass.brought(place.tensor(), need.getOrDefault(place, Span.EMPTY))));
    Map<String, Span> right = new HashMap<>();
    wantedAlong(axis).forEach((output, span) -> right.put(output, span.and(pass.reach(output))));
    return new AxisPlacement(change, before, parts, right);
  }

  WindowAnalysis analysis() {
    return analysis;
  }

  Frames frames() {
    return frames;
  }

  /** Whether a frame has to make what a node gives. */
  boolean isNeeded(WindowedNode node, int frame) {
    return node.node().outputs().stream()
        .anyMatch(output -> needed.contains(new Place(frame, output)));
  }

  /** Whether a tensor is set into what is known around it when it is brought to a frame. */
  boolean isPasted(Place place) {
    return pasted.contains(place);
  }

  /** The piece of a tensor in a frame, for one change. */
  Span piece(Place place, int axis, Placement at) {
    if (place.frame() == Frames.CHANGE) {
      return at.axis(axis).change();
    }
    long before = at.axis(axis).before()[place.frame()];
    long behind = missing[axis][place.frame()] - before;
    return frames.piece(place.frame(), place.tensor(), axis, before, behind);
  }

  /** The box of an output that a run gives, for one change. */
  public Box piece(String output, Placement at) {
    Place place = new Place(frames.frame(output), output);
    return new Box(
        IntStream.range(0, analysis.axes()).mapToObj(axis -> piece(place, axis, at)).toList());
  }

  /** The share of a tensor that its piece in a frame is. */
  private double share(Place place) {
    double share = 1;
    for (int axis = 0; place.frame() > Frames.CHANGE && axis < analysis.axes(); axis++) {
      double extent = analysis.extent(place.tensor(), axis);
      if (analysis.hasPieces(place.tensor(), axis)) {
        long grid = frames.grid(place.frame(), place.tensor(), axis);
        share *= (extent - missing[axis][place.frame()] * grid) / extent;
      }
    }
    return share;
  }

  /** What one change costs. */
  public WindowCost cost() {
    WindowCost cost = WindowCost.NONE;
    for (int i = 0; i < analysis.nodes().size(); i++) {
      WindowedNode node = analysis.nodes().get(i);
      for (int frame = 0; frame < frames.count(); frame++) {
        boolean here =
            node.isReached() ? frame == frames.frame(i) : node.worksOnWindows() && frame > 1;
        if (here && isNeeded(node, frame)) {
          double share = share(new Place(frame, node.node().output(0)));
          cost = cost.plus(WindowCost.of(node.node(), analysis.typed()).times(share));
        }
      }
    }
    for (Place place : brought) {
      double elements = analysis.typed().shape(place.tensor()).size() * share(place);
      cost = cost.plus(WindowCost.moved(elements, isPasted(place)));
    }
    return cost;
  }

  /** The cost of one run of everything. */
  public WindowCost fullCost() {
    return analysis.graph().nodes().stream()
        .map(node -> WindowCost.of(node, analysis.typed()))
        .reduce(WindowCost.NONE, WindowCost::plus);
  }

  /** Why some nodes need the whole of their inputs, by node. */
  public Map<String, String> obstacles() {
    return analysis.obstacles();
  }

  /** Plans of equal keys are computed by the same graph. */
  public Object key() {
    return List.of(
        IntStream.range(0, analysis.nodes().size()).mapToObj(frames::frame).toList(),
        brought,
        pasted);
  }
}
