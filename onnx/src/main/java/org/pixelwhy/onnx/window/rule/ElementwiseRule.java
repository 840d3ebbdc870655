package org.pixelwhy.onnx.window.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pixelwhy.onnx.operator.Zero;

/** Operators that work position by position, with broadcasting. */
enum ElementwiseRule implements WindowRule {
  /** Zero where the first input is, such as Relu. */
  OF_FIRST(zero -> zero.get(0)),
  /** Zero where all inputs are, such as Add. */
  OF_ALL(zero -> zero.stream().allMatch(z -> z)),
  /** Zero where one input is: products. */
  OF_ANY(zero -> zero.stream().anyMatch(z -> z)),
  /** Zero where both branches are. */
  OF_BRANCHES(zero -> zero.get(1) && zero.get(2)),
  /** Of some other value, such as Sigmoid. */
  OTHER(zero -> false);

  private final Predicate<List<Boolean>> zeros;

  ElementwiseRule(Predicate<List<Boolean>> zeros) {
    this.zeros = zeros;
  }

  static ElementwiseRule of(Zero zero) {
    return switch (zero) {
      case FIRST -> OF_FIRST;
      case ALL -> OF_ALL;
      case ANY -> OF_ANY;
      case BRANCHES -> OF_BRANCHES;
      case NEVER -> OTHER;
    };
  }

  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    return Axes.same(node);
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return zeros.test(zero);
  }
}
