package org.pixelwhy.onnx.window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Needs needs = new Needs();
    wanted.forEach(
        (output, span) -> {
          if (analysis.isReached(output)) {
            needs.add(frames.frame(output), output, span.and(reach(output)));
          }
        });
    for (int i = analysis.nodes().size() - 1; i >= 0; i--) {
      WindowedNode node = analysis.nodes().get(i);
      Map<Integer, Span> made = new HashMap<>();
      for (String output : node.node().outputs()) {
        if (node.isReached()) {
          needs.bringHome(output, frames.frame(i));
          Span home = needs.of(output).getOrDefault(frames.frame(i), Span.EMPTY);
          made.merge(frames.frame(i), home, Span::hull);
        } else {
          needs.of(output).forEach((frame, span) -> made.merge(frame, span, Span::hull));
        }
      }
      made.forEach((frame, span) -> need(node, frame, span, needs));
    }
    return needs.flat();
  }

  /** Spans by tensor and frame. */
  private final class Needs {
    private final Map<String, Map<Integer, Span>> spans = new HashMap<>();

    Map<Integer, Span> of(String tensor) {
      return spans.getOrDefault(tensor, Map.of());
    }

    void add(int frame, String tensor, Span span) {
      Span clipped = span.clip(analysis.extent(tensor, axis));
      if (!clipped.isEmpty()) {
        spans.computeIfAbsent(tensor, key -> new HashMap<>()).merge(frame, clipped, Span::hull);
      }
    }

    /** Adds to the frame that makes a tensor what other frames need of it and do not know. */
    void bringHome(String tensor, int home) {
      Span union = Span.EMPTY;
      for (Map.Entry<Integer, Span> need : of(tensor).entrySet()) {
        if (need.getKey() != home) {
          union = union.hull(brought(tensor, need.getValue()));
        }
      }
      add(home, tensor, union);
    }

    Map<Place, Span> flat() {
      Map<Place, Span> flat = new HashMap<>();
      spans.forEach(
          (tensor, frames) ->
              frames.forEach((frame, span) -> flat.put(new Place(frame, tensor), span)));
      return flat;
    }
  }

  /** The part of what another frame needs of a tensor that has to be brought there. */
  Span brought(String tensor, Span need) {
    return analysis.isKnownOutside(tensor) ? need.and(reach(tensor)) : need;
  }

  private void need(WindowedNode node, int frame, Span output, Needs needs) {
    for (int k = 0; !output.isEmpty() && k < node.node().inputs().size(); k++) {
      String input = node.node().input(k);
      List<AxisMap> maps = node.maps().get(k).orElse(null);
      if (maps != null && analysis.hasWindows(input)) {
        Span need = maps.get(axis).need(output);
        boolean skipsZeros =
            analysis.isZeroOutside(input) && node.rule().orElseThrow().seesZerosOutside(node.at());
        needs.add(frame, input, skipsZeros ? need.and(reach(input)) : need);
      } else if (maps == null && analysis.isReached(input)) {
        needs.add(Frames.WHOLE, input, Span.whole(analysis.extent(input, axis)));
      }
    }
  }
}
