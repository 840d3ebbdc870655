package org.pixelwhy.model.run;

import java.util.List;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.Decision;
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
    float[] values = logits.toFloats().clone();
    switch (this) {
      case SIGMOID -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (1 / (1 + Math.exp(-values[i])));
        }
      }
      case SOFTMAX -> softmax(values, values.length / (int) logits.shape().dim(1));
      default -> {
        // As they are.
      }
    }
    return Tensor.of(values, logits.shape().dims());
  }

  private static void softmax(float[] values, int area) {
    for (int i = 0; i < area; i++) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (int at = i; at < values.length; at += area) {
        greatest = Math.max(greatest, values[at]);
      }
      double sum = 0;
      for (int at = i; at < values.length; at += area) {
        sum += Math.exp(values[at] - greatest);
      }
      for (int at = i; at < values.length; at += area) {
        values[at] = (float) (Math.exp(values[at] - greatest) / sum);
      }
    }
  }
}
