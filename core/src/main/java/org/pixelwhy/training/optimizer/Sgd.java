package org.pixelwhy.training.optimizer;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Stochastic gradient descent with momentum: {@code b = m b + g}, {@code w = w - lr b}. Weight
 * decay d adds {@code d w} to the gradient. As in PyTorch, without dampening and without Nesterov's
 * look ahead.
 *
 * @param momentum m, from 0 to below 1
 * @param weightDecay d, 0 or more
 */
public record Sgd(double momentum, double weightDecay) implements Optimizer {
  public Sgd {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new InputException(
          Text.format("illegal momentum: %s, must be from 0 to below 1", momentum));
    }
    if (!(weightDecay >= 0 && weightDecay < 1)) {
      throw new InputException(
          Text.format("illegal weight decay: %s, must be from 0 to below 1", weightDecay));
    }
  }

  @Override
  public List<String> slots() {
    return momentum > 0 ? List.of("velocity") : List.of();
  }

  @Override
  public Updated append(Ops ops, Rates rates, Parameter parameter) {
    String gradient = parameter.gradient();
    if (weightDecay > 0) {
      gradient = ops.add(gradient, ops.scale(parameter.value(), weightDecay));
    }
    if (momentum == 0) {
      String change = ops.mul(rates.learningRate(), gradient);
      return new Updated(ops.sub(parameter.value(), change), List.of());
    }
    String velocity = ops.add(ops.scale(parameter.slots().get(0), momentum), gradient);
    String change = ops.mul(rates.learningRate(), velocity);
    return new Updated(ops.sub(parameter.value(), change), List.of(velocity));
  }
}
