package org.pixelwhy.attribution.relevance;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Which operators DeepLIFT rescales; all others keep their gradient at the image. */
public final class DeepLiftRules {
  /**
   * In a set of operators, the activations {@code x * f(x)} that exporters write as several nodes:
   * SiLU, GELU, Mish.
   */
  public static final String PRODUCT_ACTIVATIONS = "x*f(x)";

  /** In a set of operators, Softmax by Captum's rule, which takes the mean out. */
  public static final String CENTRED_SOFTMAX = "Softmax less its mean";

  /** The activations that Captum rescales. */
  public static final Set<String> CAPTUM =
      Set.of("Relu", "LeakyRelu", "Elu", "Sigmoid", "Tanh", "Softplus", CENTRED_SOFTMAX);

  /** Every activation, Softmax included: contributions sum to the change of the output. */
  public static final Set<String> ALL = all();

  private DeepLiftRules() {}

  private static Set<String> all() {
    Set<String> all =
        Operators.where(
            operator ->
                operator.isDifferentiable()
                    && operator.is(Kind.ACTIVATION, Kind.FUNCTION)
                    && !operator.is(Trait.LINEAR));
    all.add(PRODUCT_ACTIVATIONS);
    return Collections.unmodifiableSet(all);
  }

  /**
   * The rules.
   *
   * @param rescaled operators with the elementwise Rescale rule: any of {@link #ALL}, and {@link
   *     #CENTRED_SOFTMAX}. MaxPool always has the cross rule.
   * @throws InputException if an operator is no activation
   */
  public static RuleSet rescaling(Set<String> rescaled) {
    RuleSet plain = StandardRules.standard();
    Map<String, GradientRule> rules = new LinkedHashMap<>();
    rules.put("MaxPool", new CrossMaxRule(plain.rules().get("MaxPool")));
    for (String op : new TreeSet<>(rescaled)) {
      if (op.equals(CENTRED_SOFTMAX)) {
        rules.putIfAbsent("Softmax", new CentredSoftmaxRule(plain.rules().get("Softmax")));
        continue;
      }
      if (!ALL.contains(op)) {
        throw new InputException(
            Text.format(
                "DeepLIFT cannot rescale operator '%s'; activations are %s",
                op, new TreeSet<>(ALL)));
      }
      if (op.equals(PRODUCT_ACTIVATIONS)) {
        rules.put("Mul", new ProductRule(plain));
      } else {
        rules.put(op, new RescaleRule(plain.rules().get(op)));
      }
    }
    return plain.with("deeplift", rules);
  }
}
