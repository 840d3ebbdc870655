package org.pixelwhy.onnx.window;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.window.AxisPass.Place;
import org.pixelwhy.onnx.window.WindowScheme.AxisNeeds;
import org.pixelwhy.onnx.window.rule.Span;

/** The windows of some changes, all of one size in each frame. */
public final class WindowPlan {
  private final WindowScheme scheme;
  private final WindowAnalysis analysis;
  private final Frames frames;
  private final long[][] missing;

  WindowPlan(WindowScheme scheme, List<Box> changes) {
    this.scheme = scheme;
    this.analysis = scheme.analysis();
    this.frames = scheme.frames();
    this.missing = new long[analysis.axes()][];
    for (int i = 0; i < analysis.axes(); i++) {
      int axis = i;
      Set<Span> spans = new LinkedHashSet<>();
      changes.forEach(box -> spans.add(box.span(axis)));
      missing[axis] = shrunk(axis, spans);
    }
  }

  /** For each frame, the units that no change needs. */
  private long[] shrunk(int axis, Set<Span> changes) {
    long[] least = frames.mostMissing(axis);
    for (Span change : changes) {
      AxisNeeds needs = scheme.needs(axis, change);
      long[] before = margins(axis, needs.needs(), true);
      long[] behind = margins(axis, needs.needs(), false);
      for (int frame = Frames.CHANGE + 1; frame < least.length; frame++) {
        if (before[frame] < Long.MAX_VALUE) {
          least[frame] = Math.min(least[frame], before[frame] + behind[frame]);
        }
      }
    }
    return least;
  }

  /** For each frame, the units before or behind what is needed. */
  private long[] margins(int axis, Map<Place, Span> needs, boolean before) {
    long[] margins = new long[frames.count()];
    Arrays.fill(margins, Long.MAX_VALUE);
    needs.forEach(
        (place, span) -> {
          int frame = place.frame();
          if (frame > Frames.CHANGE && analysis.hasPieces(place.tensor(), axis)) {
            long grid = frames.grid(frame, place.tensor(), axis);
            long extent = analysis.extent(place.tensor(), axis);
            long margin = before ? span.start() : extent - span.end();
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
    AxisNeeds needs = scheme.needs(axis, change);
    long[] before = margins(axis, needs.needs(), true);
    for (int frame = 0; frame < before.length; frame++) {
      before[frame] = Math.min(before[frame], missing[axis][frame]);
    }
    Map<Place, Span> brought = new HashMap<>();
    for (Place place : scheme.brought()) {
      Span need = needs.needs().getOrDefault(place, Span.EMPTY);
      brought.put(place, needs.pass().brought(place.tensor(), need));
    }
    Map<String, Span> right = new HashMap<>();
    scheme
        .wantedAlong(axis)
        .forEach((output, span) -> right.put(output, span.and(needs.pass().reach(output))));
    return new AxisPlacement(change, before, brought, right);
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
      String output = node.node().output(0);
      if (!node.isReached() && !node.worksOnWindows()) {
        cost = cost.plus(WindowCost.of(node.node(), analysis.typed()));
      }
      for (int frame : frames.framesOf(i)) {
        double share = share(new Place(frame, output));
        cost = cost.plus(WindowCost.of(node.node(), analysis.typed()).times(share));
      }
    }
    for (Place place : scheme.brought()) {
      double elements = analysis.typed().shape(place.tensor()).size() * share(place);
      cost = cost.plus(WindowCost.moved(elements, scheme.pastes()));
    }
    return cost;
  }
}
