package org.pixelwhy.training.optimizer;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Adam: {@code m = b1 m + (1 - b1) g}, {@code v = b2 v + (1 - b2) g^2}, {@code w = w - lr m' /
 * (sqrt(v') + e)} with {@code m' = m / (1 - b1^t)}, {@code v' = v / (1 - b2^t)}.
 *
 * <p>Weight decay d adds {@code d w} to the gradient (Adam) or, decoupled, shrinks the weight by
 * {@code lr d w} besides (AdamW). Both as in PyTorch.
 *
 * <p>Kingma, Ba: Adam, ICLR 2015. Loshchilov, Hutter: Decoupled Weight Decay Regularization, ICLR
 * 2019.
 *
 * @param beta1 b1, from 0 to below 1
 * @param beta2 b2, from 0 to below 1
 * @param epsilon e, above 0
 * @param weightDecay d, 0 or more
 * @param decoupled whether this is AdamW
 */
public record Adam(
    double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
    implements Optimizer {
  public Adam {
    requireShare("beta1", beta1);
    requireShare("beta2", beta2);
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new InputException(
          Text.format("illegal epsilon of Adam: %s, must be between 0 and 1", epsilon));
    }
    if (!(weightDecay >= 0 && weightDecay < 1)) {
      throw new InputException(
          Text.format("illegal weight decay: %s, must be from 0 to below 1", weightDecay));
    }
  }

  private static void requireShare(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new InputException(
          Text.format("illegal %s of Adam: %s, must be from 0 to below 1", what, value));
    }
  }

  /** Adam with PyTorch's defaults. */
  public static Adam defaults() {
    return new Adam(0.9, 0.999, 1e-8, 0, false);
  }

  /** AdamW with PyTorch's defaults. */
  public static Adam decayed() {
    return new Adam(0.9, 0.999, 1e-8, 0.01, true);
  }

  @Override
  public List<String> slots() {
    return List.of("moment1", "moment2");
  }

  @Override
  public Updated append(Ops ops, Rates rates, Parameter parameter) {
    String value = parameter.value();
    String gradient = parameter.gradient();
    if (weightDecay > 0 && !decoupled) {
      gradient = ops.add(gradient, ops.scale(value, weightDecay));
    }
    String first = average(ops, beta1, parameter.slots().get(0), gradient);
    String second = average(ops, beta2, parameter.slots().get(1), ops.square(gradient));
    String deviation = ops.div(ops.op("Sqrt", second), ops.op("Sqrt", bias(ops, beta2, rates)));
    String rate = ops.div(rates.learningRate(), bias(ops, beta1, rates));
    String change = ops.mul(rate, ops.div(first, ops.add(deviation, ops.scalar(epsilon))));
    if (weightDecay > 0 && decoupled) {
      String shrink = ops.sub(ops.scalar(1), ops.scale(rates.learningRate(), weightDecay));
      value = ops.mul(value, shrink);
    }
    return new Updated(ops.sub(value, change), List.of(first, second));
  }

  private static String average(Ops ops, double beta, String old, String recent) {
    return ops.add(ops.scale(old, beta), ops.scale(recent, 1 - beta));
  }

  /**
   * {@code 1 - beta^t}, in double: in the first steps it is the small difference of two numbers
   * near 1.
   */
  private static String bias(Ops ops, double beta, Rates rates) {
    String base = ops.constant(Tensor.scalar(DataType.DOUBLE, beta));
    String one = ops.constant(Tensor.scalar(DataType.DOUBLE, 1));
    return ops.cast(ops.sub(one, ops.op("Pow", base, rates.step())), ops.type());
  }
}
