package org.pixelwhy.training.loss;

import java.util.List;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Several losses, each times a weight, added. */
public record WeightedSum(List<Term> terms) implements Loss {
  /**
   * A loss and its weight.
   *
   * @param weight above 0
   */
  public record Term(double weight, Loss loss) {
    public Term {
      if (!(weight > 0 && weight < 1e9)) {
        throw new InputException(
            Text.format("illegal weight of a loss: %s, must be above 0", weight));
      }
    }
  }

  public WeightedSum {
    terms = List.copyOf(terms);
    if (terms.isEmpty()) {
      throw new InputException("a sum of losses needs at least one");
    }
  }

  @Override
  public String append(Comparison comparison) {
    Ops ops = comparison.ops();
    return ops.sum(
        terms.stream()
            .map(term -> ops.scale(term.loss().append(comparison), term.weight()))
            .toList());
  }
}
