package org.pixelwhy.model.run;

import java.util.Map;
import org.pixelwhy.onnx.blocked.BlockedLayout;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;

/**
 * Backward halves as they are compiled: in the layout of the runtime's fastest convolutions, where
 * there is one.
 *
 * <p>The runtime brings convolutions into that layout by itself, but leaves it for the mask of each
 * Relu, as the values that it is made of come from the forward half in plain layout, for the sum at
 * each skip connection, and for interpolations. Results are the same up to rounding.
 */
final class BackwardLayout {
  private BackwardLayout() {}

  /** A backward half, whose inputs and outputs stay as they are. */
  static Graph of(Engine engine, Graph half) {
    if (half.nodes().stream().noneMatch(node -> node.qualifiedOp().equals("Conv"))) {
      return half;
    }
    long block = engine.channelBlock();
    return block < 2 ? half : blocked(engine, half, block);
  }

  private static Graph blocked(Engine engine, Graph half, long block) {
    TypedGraph typed;
    try {
      typed = new ShapeProbe(engine).probe(half, Map.of());
    } catch (InputException e) {
      // It is only faster: what runs, but not with every shape known beforehand, runs as it is.
      return half;
    }
    return BlockedLayout.of(typed, block);
  }
}
