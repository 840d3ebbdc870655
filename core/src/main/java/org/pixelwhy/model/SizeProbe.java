package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/** Finds out which sizes a network takes, and what shape its output has. */
final class SizeProbe {
  /** Sizes are tried that are odd multiples of a step, so that no larger step would do. */
  private static final List<Integer> STEPS = List.of(1, 2, 4, 8, 16, 32, 64);

  private static final int LEAST = 96;

  /** Tried one by one for a network that takes a single size, though its file does not say so. */
  private static final List<Integer> USUAL =
      List.of(64, 128, 224, 256, 320, 384, 448, 512, 640, 768, 1024);

  /** Larger volumes are not tried. */
  private static final int LARGEST_VOLUME = 128;

  private final Engine engine;
  private final Graph graph;
  private final Value input;
  private final Layout layout;
  private final LikelySizes likely;

  SizeProbe(Engine engine, Graph graph, Value input, Layout layout, LikelySizes likely) {
    this.engine = engine;
    this.graph = graph;
    this.input = input;
    this.layout = layout;
    this.likely = likely;
  }

  /**
   * The network at some size.
   *
   * @param image the image's extents
   */
  record At(TypedGraph typed, List<Integer> image) {}

  /** The least power of two of which a size has to be a multiple; else the only size it takes. */
  InputSize step() {
    InputException last = null;
    for (int step : STEPS) {
      int odd = LEAST / step | 1;
      try {
        probe(Collections.nCopies(layout.spatialRank(), odd * step));
        return InputSize.multipleOf(step, layout.spatialRank());
      } catch (InputException e) {
        last = e;
      }
    }
    return single(last);
  }

  /** The only size it takes: one that somebody has in mind, or a usual one. */
  private InputSize single(InputException reason) {
    InputException last = reason;
    int rank = layout.spatialRank();
    List<List<Integer>> wanted = likely.extents(rank);
    List<Integer> usual =
        USUAL.stream().filter(size -> rank < 3 || size <= LARGEST_VOLUME).toList();
    List<List<Integer>> sizes = new ArrayList<>(wanted);
    usual.forEach(size -> sizes.add(Collections.nCopies(rank, size)));
    for (List<Integer> size : sizes) {
      try {
        probe(size);
        return InputSize.fixed(size.stream().mapToInt(i -> i).toArray());
      } catch (InputException e) {
        last = e;
      }
    }
    List<Integer> stepped = STEPS.stream().map(step -> (LEAST / step | 1) * step).toList();
    throw new InputException(
        Text.format(
            "the network takes none of the sizes tried, %s and %s along each axis%s: %s; state its"
                + " size",
            stepped, usual, named(wanted), last.getMessage()),
        last);
  }

  private static String named(List<List<Integer>> wanted) {
    return wanted.isEmpty()
        ? ""
        : wanted.stream()
            .map(size -> size.stream().map(String::valueOf).collect(Collectors.joining(" x ")))
            .collect(Collectors.joining(", ", ", and ", " (stated, or the image's own)"));
  }

  /** The network at the least size above {@link #LEAST}. */
  At at(InputSize size) {
    List<Integer> extents = size.axes().stream().map(axis -> axis.atLeast(LEAST)).toList();
    return new At(probe(extents), extents);
  }

  private TypedGraph probe(List<Integer> extents) {
    List<Dimension> declared = input.dims().orElseThrow();
    long[] dims = new long[declared.size()];
    dims[0] = 1;
    Dimension channels = declared.get(layout.channelAxis());
    dims[layout.channelAxis()] = channels.isFixed() ? channels.extent() : 3;
    for (int i = 0; i < extents.size(); i++) {
      dims[layout.firstSpatialAxis() + i] = extents.get(i);
    }
    return new ShapeProbe(engine).probe(graph, Map.of(input.name(), Shape.of(dims)));
  }
}
