package org.pixelwhy.onnx.window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pixelwhy.onnx.window.rule.AxisMap;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * One axis of one change: which span of each tensor it reaches, and which span of each the frames
 * need to make what is wanted.
 */
final class AxisPass {
  /** A tensor in a frame: made there, or brought there from where it was made. */
  record Place(int frame, String tensor) {}

  private final WindowAnalysis analysis;
  private final int axis;
  private final Map<String, Span> reach = new HashMap<>();

  AxisPass(WindowAnalysis analysis, int axis, Span change) {
    this.analysis = analysis;
    this.axis = axis;
    reach.put(analysis.task().changed(), change);
    for (WindowedNode node : analysis.nodes()) {
      if (node.isReached()) {
        for (String output : node.node().outputs()) {
          if (!output.isEmpty()) {
            reach.put(output, reached(node, analysis.extent(output, axis)));
          }
        }
      }
    }
  }

  private Span reached(WindowedNode node, long extent) {
    Span union = Span.EMPTY;
    for (int k = 0; k < node.maps().size(); k++) {
      Span input = reach.getOrDefault(node.node().input(k), Span.EMPTY);
      if (!input.isEmpty()) {
        union =
            union.hull(
                node.maps()
                    .get(k)
                    .map(maps -> maps.get(axis).reach(input))
                    .orElse(Span.whole(extent)));
      }
    }
    return union.clip(extent);
  }

  Span reach(String tensor) {
    return reach.getOrDefault(tensor, Span.EMPTY);
  }

  /**
   * What has to be right in every frame.
   *
   * @param wanted span of the outputs that is wanted, by output
   */
  Map<Place, Span> needs(Frames frames, Map<String, Span> wanted) {
    Map<Place, Span> needs = new HashMap<>();
    BiConsumer<Place, Span> add =
        (place, span) -> {
          if (!span.isEmpty()) {
            needs.merge(place, span.clip(analysis.extent(place.tensor(), axis)), Span::hull);
          }
        };
    wanted.forEach(
        (output, span) -> {
          if (analysis.isReached(output)) {
            add.accept(new Place(frames.frame(output), output), span.and(reach(output)));
          }
        });
    for (int i = analysis.nodes().size() - 1; i >= 0; i--) {
      WindowedNode node = analysis.nodes().get(i);
      for (int frame = Frames.WHOLE; frame < frames.count(); frame++) {
        boolean here = !node.isReached() || frame == frames.frame(i);
        Span output = here ? gather(node, frames, frame, needs, add) : Span.EMPTY;
        if (!output.isEmpty()) {
          need(node, frame, output, add);
        }
      }
    }
    // What changes is in the box: other frames need of it what they need anyway.
    gather(analysis.task().changed(), frames, Frames.CHANGE, needs, add);
    return needs;
  }

  /** What is needed of a node's outputs in a frame, for itself and for others. */
  private Span gather(
      WindowedNode node,
      Frames frames,
      int frame,
      Map<Place, Span> needs,
      BiConsumer<Place, Span> add) {
    Span union = Span.EMPTY;
    for (String output : node.node().outputs()) {
      if (node.isReached() && !output.isEmpty()) {
        gather(output, frames, frame, needs, add);
      }
      union = union.hull(needs.getOrDefault(new Place(frame, output), Span.EMPTY));
    }
    return union;
  }

  /** Adds to the place where a tensor is made what other frames need of it and do not know. */
  private void gather(
      String tensor, Frames frames, int home, Map<Place, Span> needs, BiConsumer<Place, Span> add) {
    for (int frame = Frames.WHOLE; frame < frames.count(); frame++) {
      Span need = needs.get(new Place(frame, tensor));
      if (frame != home && need != null) {
        add.accept(new Place(home, tensor), brought(tensor, need));
      }
    }
  }

  /** The part of what another frame needs of a tensor that has to be brought there. */
  Span brought(String tensor, Span need) {
    return analysis.isKnownOutside(tensor) ? need.and(reach(tensor)) : need;
  }

  private void need(WindowedNode node, int frame, Span output, BiConsumer<Place, Span> add) {
    for (int k = 0; k < node.node().inputs().size(); k++) {
      String input = node.node().input(k);
      List<AxisMap> maps = node.maps().get(k).orElse(null);
      if (maps != null && analysis.hasWindows(input)) {
        Span need = maps.get(axis).need(output);
        boolean skipsZeros =
            analysis.isZeroOutside(input) && node.rule().orElseThrow().seesZerosOutside(node.at());
        add.accept(new Place(frame, input), skipsZeros ? need.and(reach(input)) : need);
      } else if (maps == null && analysis.isReached(input)) {
        add.accept(new Place(Frames.WHOLE, input), Span.whole(analysis.extent(input, axis)));
      }
    }
  }
}
