package org.pixelwhy.onnx.blocked;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.DataType;

/**
 * A forward half in blocked layout, which gives backward halves what it saves for them in that
 * layout too: bringing it from and to the plain one would take as long as an eighth of a pass each.
 *
 * <p>What is handed over so has other names than the plain tensors.
 *
 * @param forward the forward half
 * @param saved what it gives in the layout
 */
public record BlockedHalves(Graph forward, SavedInBlocks saved) {
  /**
   * The halves in blocked layout; empty where the runtime by itself might do better: where some
   * convolution of images would stay in plain layout, or nothing is saved in blocked layout.
   *
   * @param forward gives what is saved
   * @param backwards read it
   * @param plain outputs of the forward half that others read, and that stay as they are
   * @param block how many channels lie side by side, at least 2
   */
  public static Optional<BlockedHalves> of(
      TypedGraph forward, List<Graph> backwards, Set<String> plain, long block) {
    BlockedHalves halves =
        BlockedLayout.handing(
            forward,
            block,
            tensor ->
                !plain.contains(tensor)
                    && backwards.stream().allMatch(half -> serves(half, forward, tensor)));
    boolean whole =
        halves.forward.nodes().stream().noneMatch(node -> node.qualifiedOp().equals("Conv"));
    return whole && !halves.saved.isEmpty() ? Optional.of(halves) : Optional.empty();
  }

  /** Whether what stands for a tensor in the layout serves all of a half's readers. */
  private static boolean serves(Graph half, TypedGraph forward, String tensor) {
    boolean indices = forward.type(tensor).type() == DataType.INT64;
    return !half.outputNames().contains(tensor)
        && half.consumers(tensor).stream()
            .allMatch(node -> !indices || node.qualifiedOp().equals("MaxUnpool"));
  }
}
