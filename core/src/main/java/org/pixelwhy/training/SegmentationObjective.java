package org.pixelwhy.training;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.loss.Comparison;
import org.pixelwhy.training.loss.Loss;

/**
 * A network's masks shall be the truth: a loss between its logits {@code [N,K,H,W]} and masks of
 * the same shape, fed as {@link #TRUTH}: 1 where a pixel is of a class, 0 elsewhere, or {@link
 * #IGNORED} in all channels of a pixel that does not count.
 *
 * @param loss what is made small
 * @param classes K
 * @param partial whether some pixels do not count
 */
public record SegmentationObjective(Loss loss, int classes, boolean partial) implements Objective {
  /** Name of the masks' tensor. */
  public static final String TRUTH = "training.truth";

  /** What the truth holds where nobody says what a pixel is. */
  static final float IGNORED = -1;

  public SegmentationObjective {
    Objects.requireNonNull(loss, "loss");
  }

  /**
   * A step that brings a network's masks closer to the truth.
   *
   * @param images {@code [N,C,H,W]}
   * @param truth {@code [N,K,H,W]}
   */
  public static Step step(TrainableNetwork network, Loss loss, Tensor images, Tensor truth) {
    return new Step(
        new SegmentationObjective(loss, network.classes(), isPartial(truth)),
        Map.of(network.image(), images, TRUTH, truth));
  }

  /** Whether a pixel does not count, as the first channel tells. */
  public static boolean isPartial(Tensor truth) {
    int pixels = (int) (truth.shape().dim(2) * truth.shape().dim(3));
    int image = (int) truth.shape().dim(1) * pixels;
    for (int first = 0; first < truth.size(); first += image) {
      for (int i = first; i < first + pixels; i++) {
        if (truth.get(i) == IGNORED) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Minimised append(Scene scene) {
    return new Minimised(
        loss.append(comparison(scene.ops(), scene.output(), TRUTH, classes, partial)));
  }

  /** Logits beside a truth in which pixels may be {@link #IGNORED}. */
  public static Comparison comparison(
      Ops ops, String logits, String truth, int classes, boolean partial) {
    if (!partial) {
      return new Comparison(ops, logits, truth, classes);
    }
    // -1 becomes 0, and 0 and 1 become 1.
    String counted =
        ops.op("Min", ops.add(ops.slice(truth, 1, 0, 1), ops.scalar(1)), ops.scalar(1));
    String known = ops.op("Max", truth, ops.scalar(0));
    return new Comparison(ops, logits, known, classes, Optional.of(counted));
  }
}
