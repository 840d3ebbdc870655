package org.pixelwhy.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  private final Engine engine;
  private final Graph graph;
  private final Value input;
  private final Layout layout;

  SizeProbe(Engine engine, Graph graph, Value input, Layout layout) {
    this.engine = engine;
    this.graph = graph;
    this.input = input;
    this.layout = layout;
  }

  /** The output that is the segmentation, at some size of the input. */
  record Output(String name, Shape shape, int rank, long height, long width) {
    /** Whether the network has dropped the axis of its only channel. */
    boolean lacksChannels() {
      return shape.rank() < rank;
    }

    /** The shape with a channel axis after the first, should it lack one. */
    Shape batchedShape() {
      if (!lacksChannels()) {
        return shape;
      }
      long[] dims = new long[rank];
      Arrays.setAll(dims, i -> i == 1 ? 1 : shape.dim(i == 0 ? 0 : i - 1));
      return Shape.of(dims);
    }
  }

  /** The least power of two of which a size has to be a multiple. */
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
    throw new InputException(
        Text.format(
                "the network takes none of the sizes tried (multiples of 1 to 64 around %d): %s; state its",
                LEAST, last.getMessage())
            + " size",
        last);
  }

  /** The segmentation output at the least size above {@link #LEAST}. */
  Output output(InputSize size) {
    List<Integer> extents = size.axes().stream().map(axis -> axis.atLeast(LEAST)).toList();
    TypedGraph typed = probe(extents);
    int rank = layout.spatialRank() + 2;
    long height = extents.get(extents.size() - 2);
    long width = extents.get(extents.size() - 1);
    for (String name : graph.outputNames()) {
      Shape shape = typed.shape(name);
      boolean floating = typed.type(name).type().isFloating();
      if (floating && (shape.rank() == rank || shape.rank() == rank - 1) && isMap(shape)) {
        return new Output(name, shape, rank, height, width);
      }
    }
    throw new InputException(
        "no output is a map of classes [N,K,H,W]; outputs: "
            + graph.outputNames().stream().map(n -> n + " " + typed.type(n)).toList());
  }

  /** Whether there is more than one position; scores [N,K,1,1] of a whole image are no map. */
  private boolean isMap(Shape shape) {
    boolean full = shape.rank() == layout.spatialRank() + 2;
    return shape.size() > shape.dim(0) * (full ? shape.dim(layout.channelAxis()) : 1);
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
