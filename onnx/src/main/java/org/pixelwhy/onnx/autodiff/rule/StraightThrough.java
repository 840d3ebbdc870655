package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.ZeroGradient;

/**
 * Rules that pass rounding as if nothing were rounded: {@code dx = dy} for {@code y = round(x)},
 * whose gradient is zero almost everywhere.
 *
 * @see <a href="https://arxiv.org/abs/1308.3432">Bengio, Leonard, Courville 2013: Estimating or
 *     Propagating Gradients Through Stochastic Neurons</a>
 */
public final class StraightThrough {
  /** {@code dx = dy}. */
  public static final GradientRule PASSED = new Passed();

  private StraightThrough() {}

  /** These rules, Round being passed unless they have a rule of their own for it. */
  public static RuleSet over(RuleSet rules) {
    GradientRule own = rules.rules().get("Round");
    return own == null || own instanceof ZeroGradient
        ? rules.with(rules.name() + ", straight through", Map.of("Round", PASSED))
        : rules;
  }

  private record Passed() implements GradientRule {
    @Override
    public void differentiate(RuleContext context) {
      context.accumulate(0, context.gradient());
    }
  }
}
