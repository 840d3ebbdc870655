package org.pixelwhy.training.loss;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The focal loss: the mean of {@code a (1 - q)^g CE}, CE being a pixel's cross-entropy and q =
 * e^(-CE) the probability of its true class. With one channel, a is alpha inside the class and 1 -
 * alpha outside; with several, a = 1.
 *
 * <p>Lin et al.: Focal Loss for Dense Object Detection, ICCV 2017.
 *
 * @param gamma g, 0 to 10; whole numbers and halves keep gradients finite
 * @param alpha above 0 and below 1
 */
public record Focal(double gamma, double alpha) implements Loss {
  public Focal {
    if (!(gamma >= 0 && gamma <= 10 && alpha > 0 && alpha < 1)) {
      throw new InputException(
          Text.format(
              "illegal focal loss: gamma %s must be from 0 to 10, alpha %s between 0 and 1",
              gamma, alpha));
    }
  }

  @Override
  public String append(Comparison comparison) {
    Ops ops = comparison.ops();
    String entropy = comparison.crossEntropy();
    String missing = ops.sub(ops.scalar(1), ops.op("Exp", ops.neg(entropy)));
    // Rounding may leave -0 or a negative hair, whose power would be no number.
    String positive = ops.op("Max", missing, ops.scalar(1e-7));
    String focal = ops.mul(ops.op("Pow", positive, ops.scalar(gamma)), entropy);
    return comparison.meanOfPixels(comparison.isBinary() ? balanced(comparison, focal) : focal);
  }

  private String balanced(Comparison comparison, String focal) {
    Ops ops = comparison.ops();
    String slope = ops.scale(comparison.truth(), 2 * alpha - 1);
    return ops.mul(focal, ops.add(slope, ops.scalar(1 - alpha)));
  }
}
