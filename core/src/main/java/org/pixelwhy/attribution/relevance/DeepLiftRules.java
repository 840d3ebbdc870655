package org.pixelwhy.attribution.relevance;

import static org.pixelwhy.onnx.operator.Kind.ACTIVATION;
import static org.pixelwhy.onnx.operator.Kind.FUNCTION;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.attribution.relevance.NormalizationSecantRule.Kind;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.autodiff.rule.StraightThrough;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Which operators have a rule of DeepLIFT; all others keep their gradient at the image. */
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

  /** In a set of operators, Softmax by a rule of its own, which is complete. */
  public static final String WHOLE_SOFTMAX = "Softmax as a whole";

  /** Every activation, Softmax included, element by element. */
  public static final Set<String> ALL = all();

  private static final RuleSet PLAIN = StandardRules.standard();

  /** What each operator has in the place of its gradient, where it is asked for. */
  private static final Map<String, GradientRule> RULES = rules();

  /**
   * Activations, products, quotients, maxima, normalisations over the image and Softmax, each by a
   * rule that passes the whole change on: contributions sum to the change of the output.
   */
  public static final Set<String> COMPLETE =
      Stream.concat(RULES.keySet().stream(), Stream.of(PRODUCT_ACTIVATIONS, WHOLE_SOFTMAX))
          .filter(op -> !op.equals("Softmax"))
          .collect(Collectors.toUnmodifiableSet());

  private DeepLiftRules() {}

  private static Set<String> all() {
    Set<String> all =
        Operators.where(
            operator ->
                operator.is(ACTIVATION, FUNCTION)
                    && operator.is(Trait.ELEMENTWISE)
                    && operator.isDifferentiable()
                    && !operator.is(Trait.LINEAR));
    all.addAll(List.of("Softmax", PRODUCT_ACTIVATIONS));
    return Collections.unmodifiableSet(all);
  }

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new LinkedHashMap<>();
    Stream.concat(ALL.stream(), Stream.of("Pow"))
        .filter(op -> !op.equals(PRODUCT_ACTIVATIONS))
        .forEach(op -> rules.put(op, new RescaleRule(plain(op))));
    List.of("Mul", "MatMul", "Einsum", "Gemm")
        .forEach(op -> rules.put(op, new BilinearRule(plain(op))));
    rules.put("Div", new QuotientSecantRule(plain("Div")));
    List.of("Max", "Min").forEach(op -> rules.put(op, new ExtremumSecantRule(plain(op))));
    List.of("GlobalMaxPool", "ReduceMax").forEach(op -> rules.put(op, new CrossMaxRule(plain(op))));
    // Where image and baseline are rounded alike it passes as a whole, like everywhere else.
    rules.put("Round", new RescaleRule(StraightThrough.PASSED));
    rules.put("LogSoftmax", SoftmaxSecantRule.LOG_SOFTMAX);
    Map<String, Kind> normalizations =
        Map.of(
            "InstanceNormalization", Kind.INSTANCES,
            "GroupNormalization", Kind.GROUPS,
            "LayerNormalization", Kind.LAYERS,
            "RMSNormalization", Kind.UNCENTRED_LAYERS,
            "SimplifiedLayerNormalization", Kind.UNCENTRED_LAYERS);
    normalizations.forEach(
        (op, kind) -> rules.put(op, new NormalizationSecantRule(plain(op), kind)));
    return Map.copyOf(rules);
  }

  private static GradientRule plain(String op) {
    return PLAIN.rules().get(op);
  }

  /**
   * The rules.
   *
   * @param rescaled operators with a rule of their own: any of {@link #ALL} and {@link #COMPLETE},
   *     and {@link #CENTRED_SOFTMAX}. MaxPool always has the cross rule.
   * @throws InputException if an operator has none
   */
  public static RuleSet rescaling(Set<String> rescaled) {
    Map<String, GradientRule> rules = new LinkedHashMap<>();
    rules.put("MaxPool", new CrossMaxRule(plain("MaxPool")));
    for (String op : new TreeSet<>(rescaled)) {
      if (op.equals(CENTRED_SOFTMAX)) {
        rules.putIfAbsent("Softmax", new CentredSoftmaxRule(plain("Softmax")));
      } else if (op.equals(WHOLE_SOFTMAX)) {
        rules.put("Softmax", SoftmaxSecantRule.SOFTMAX);
      } else if (RULES.containsKey(op)) {
        rules.put(op, RULES.get(op));
      } else if (!op.equals(PRODUCT_ACTIVATIONS)) {
        throw new InputException(
            Text.format(
                "DeepLIFT cannot rescale operator '%s'; those that it can are %s",
                op, new TreeSet<>(COMPLETE)));
      }
    }
    if (rescaled.contains(PRODUCT_ACTIVATIONS)) {
      rules.put("Mul", new ProductRule(PLAIN, rules.getOrDefault("Mul", plain("Mul"))));
    }
    return PLAIN.with("deeplift", rules);
  }
}
