package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.RuleSet;

/**
 * Rules that pass rounding as if nothing were rounded: {@code dx = dy} for {@code y = round(x)},
 * whose gradient is zero almost everywhere.
 *
 * @see <a href="https://arxiv.org/abs/1308.3432">Bengio, Leonard, Courville 2013: Estimating or
 *     Propagating Gradients Through Stochastic Neurons</a>
 */
public final class StraightThrough {
  private StraightThrough() {}

  /** These rules, Round being passed. */
  public static RuleSet over(RuleSet rules) {
    return rules.with(rules.name() + ", straight through", Map.of("Round", new Passed()));
  }

  /** {@code dx = dy}. */
  private static final class Passed implements GradientRule {
    @Override
    public void differentiate(RuleContext context) {
      context.accumulate(0, context.gradient());
    }
  }
}
