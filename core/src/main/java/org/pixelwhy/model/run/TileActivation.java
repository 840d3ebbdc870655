package org.pixelwhy.model.run;

import java.util.List;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.SigmoidStep;
import org.pixelwhy.model.card.SoftmaxStep;
import org.pixelwhy.tensor.Tensor;

/**
 * How probabilities come from logits, seen on what a network says of a tile: graphs hold the
 * activation for tiles only, and probabilities of the whole are to follow from logits of the whole.
 */
enum TileActivation {
  /** There are no logits in the graph. */
  NONE,
  /** Each channel by itself. */
  SIGMOID,
  /** Over the channels. */
  SOFTMAX,
  /** None of these; probabilities are averaged as logits are. */
  UNKNOWN;

  private static final double TOLERANCE = 1e-4;

  static TileActivation of(Prediction tile) {
    List<TileActivation> candidates =
        tile.decision() == Decision.THRESHOLD
            ? List.of(NONE, SIGMOID, SOFTMAX)
            : List.of(NONE, SOFTMAX, SIGMOID);
    return candidates.stream()
        .filter(activation -> near(activation.apply(tile.logits()), tile.probabilities()))
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static boolean near(Tensor found, Tensor expected) {
    float[] a = found.toFloats();
    float[] b = expected.toFloats();
    boolean near = a.length == b.length;
    for (int i = 0; near && i < a.length; i++) {
      near = Math.abs(a[i] - b[i]) <= TOLERANCE;
    }
    return near;
  }

  /** Probabilities {@code [1,K,H,W]}. */
  Tensor apply(Tensor logits) {
    float[] values = logits.toFloats();
    int channels = (int) logits.shape().dim(1);
    float[] likely =
        switch (this) {
          case SIGMOID -> new SigmoidStep().apply(values, channels);
          case SOFTMAX -> new SoftmaxStep().apply(values, channels);
          case NONE, UNKNOWN -> values;
        };
    return Tensor.of(likely, logits.shape().dims());
  }
}
