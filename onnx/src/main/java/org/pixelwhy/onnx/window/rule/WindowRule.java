package org.pixelwhy.onnx.window.rule;

import java.util.List;
import java.util.Optional;

/**
 * How an operator works on windows of its inputs: it is run unchanged on pieces of them, and its
 * results hold wherever what they were computed from lies in the piece or outside the whole.
 */
public interface WindowRule {
  /**
   * How each windowed axis of the output depends on an input.
   *
   * @return empty where the node needs the input whole, such as a weight
   */
  Optional<List<AxisMap>> maps(WindowNode node, int input);

  /** Why this node cannot work on windows, if it cannot. */
  default Optional<String> obstacle(WindowNode node) {
    return Optional.empty();
  }

  /**
   * Whether the output is zero where the inputs are: those of which {@code zero} says so, and all
   * that the output's maps let it see of them.
   */
  default boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return false;
  }

  /**
   * Whether what lies beyond an input's edge counts as zero, so that a piece may end where only
   * zeros follow.
   */
  default boolean seesZerosOutside(WindowNode node) {
    return true;
  }

  /** Appends the node for a piece of its output; unchanged but for the names of its inputs. */
  default void append(PieceContext piece) {
    piece.appendSame();
  }
}
