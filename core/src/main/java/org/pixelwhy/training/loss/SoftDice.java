package org.pixelwhy.training.loss;

import org.pixelwhy.onnx.autodiff.Ops;

/**
 * One minus the soft Dice coefficient: {@code 1 - (2 sum(p t) + s) / (sum(p) + sum(t) + s)}, sums
 * over an image's pixels, then averaged over images and classes; the background class does not
 * count.
 *
 * <p>Milletari, Navab, Ahmadi: V-Net, 3DV 2016 (who square p and t in the denominator).
 *
 * @param smoothing s; what an image without the class gets where the network finds none either is 0
 */
public record SoftDice(double smoothing) implements Loss {
  public SoftDice {
    Smoothing.require(smoothing);
  }

  @Override
  public String append(Comparison comparison) {
    Ops ops = comparison.ops();
    String s = ops.scalar(smoothing);
    String above = ops.add(ops.scale(comparison.common(), 2), s);
    String dice = ops.div(above, ops.add(comparison.total(), s));
    return ops.sub(ops.scalar(1), comparison.mean(dice));
  }
}
