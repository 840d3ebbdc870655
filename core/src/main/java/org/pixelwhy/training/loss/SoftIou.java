package org.pixelwhy.training.loss;

import org.pixelwhy.onnx.autodiff.Ops;

/**
 * One minus the soft intersection over union: {@code 1 - (sum(p t) + s) / (sum(p + t - p t) + s)},
 * sums over an image's pixels, then averaged over images and classes; the background class does not
 * count.
 *
 * <p>Rahman, Wang: Optimizing Intersection-Over-Union in Deep Neural Networks for Image
 * Segmentation, ISVC 2016.
 *
 * @param smoothing s
 */
public record SoftIou(double smoothing) implements Loss {
  public SoftIou {
    Smoothing.require(smoothing);
  }

  @Override
  public String append(Comparison comparison) {
    Ops ops = comparison.ops();
    String s = ops.scalar(smoothing);
    String common = comparison.common();
    String union = ops.sub(comparison.total(), common);
    String iou = ops.div(ops.add(common, s), ops.add(union, s));
    return ops.sub(ops.scalar(1), comparison.mean(iou));
  }
}
