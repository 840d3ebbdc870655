package org.pixelwhy.onnx.blocked;

import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;

/** What a forward half gives in blocked layout, for those who read it. */
public final class SavedInBlocks {
  private final Handover handover;
  private final long block;

  SavedInBlocks(Handover handover, long block) {
    this.handover = handover;
    this.block = block;
  }

  boolean isEmpty() {
    return handover.tensors().isEmpty();
  }

  /**
   * A backward half that reads it.
   *
   * @param half as it is in plain layout
   */
  public Graph backward(TypedGraph half) {
    return BlockedLayout.half(half, block, handover.readBy(Set.copyOf(half.graph().inputNames())));
  }

  /** Makes plain tensors, by their own names, of all of it. */
  public Graph plain() {
    return BlockedLayout.plain(handover, block);
  }
}
