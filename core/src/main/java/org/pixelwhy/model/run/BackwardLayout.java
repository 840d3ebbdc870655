package org.pixelwhy.model.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.blocked.BlockedHalves;
import org.pixelwhy.onnx.blocked.BlockedLayout;
import org.pixelwhy.onnx.blocked.SavedInBlocks;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;

/**
 * Halves of a pass as they are compiled: in the layout of the runtime's fastest convolutions, where
 * there is one.
 *
 * <p>The runtime brings convolutions into that layout by itself, but leaves it for what the forward
 * half saves, for the mask of each Relu, for the sum at each skip connection, and for
 * interpolations. Results are the same up to rounding.
 */
final class BackwardLayout {
  private BackwardLayout() {}

  /**
   * Halves that hand over what is saved in that layout; empty where the runtime does as well.
   *
   * @param plain what others than backward halves read of the forward half
   */
  static Optional<BlockedHalves> halves(
      Engine engine, TypedGraph forward, List<Graph> backwards, Set<String> plain) {
    long block = convolves(forward.graph()) ? engine.channelBlock() : 1;
    return block < 2 ? Optional.empty() : BlockedHalves.of(forward, backwards, plain, block);
  }

  /** A backward half that is handed what a blocked forward half saved. */
  static Graph of(Engine engine, Graph half, SavedInBlocks saved) {
    return saved.backward(new ShapeProbe(engine).probe(half, Map.of()));
  }

  /** A backward half whose inputs and outputs stay as they are. */
  static Graph of(Engine engine, Graph half) {
    long block = convolves(half) ? engine.channelBlock() : 1;
    return block < 2 ? half : blocked(engine, half, block);
  }

  private static boolean convolves(Graph half) {
    return half.nodes().stream().anyMatch(node -> node.qualifiedOp().equals("Conv"));
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
