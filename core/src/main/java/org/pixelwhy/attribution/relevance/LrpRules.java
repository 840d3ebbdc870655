package org.pixelwhy.attribution.relevance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operator;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;

/** LRP as a policy of differentiation: what travels back is relevance instead of a gradient. */
final class LrpRules {
  private LrpRules() {}

  /** The rules of a composite; operators that LRP says nothing about have none. */
  static RuleSet of(Composite composite) {
    Map<String, GradientRule> plain = StandardRules.standard().rules();
    Map<String, GradientRule> rules = new LinkedHashMap<>();
    plain.forEach(
        (op, rule) ->
            Operators.named(op)
                .flatMap(operator -> general(operator, rule))
                .ifPresent(general -> rules.put(op, general)));
    List.of("Add", "Sub", "Sum", "Mean").forEach(op -> rules.put(op, new SumRule()));
    rules.put("Pow", new PassRule());
    rules.put("Mul", new FactorRule());
    // What is divided by is a scale, such as a standard deviation: a gate of a kind.
    rules.put("Div", new QuotientRule());
    rules.put(
        "BatchNormalization",
        new NormalizationRule(new ProportionalRule(plain.get("BatchNormalization"))));
    Optional<LrpRule> first = composite.first();
    for (String op : List.of("Conv", "ConvTranspose")) {
      rules.put(op, new LinearRule(composite.convolution(), first, plain.get(op)));
    }
    rules.put("Gemm", new LinearRule(composite.dense(), first, plain.get("Gemm")));
    for (String op : List.of("MatMul", "Einsum")) {
      GradientRule product = plain.get(op);
      rules.put(
          op, new MatrixProductRule(new LinearRule(composite.dense(), first, product), product));
    }
    return new RuleSet("lrp", rules);
  }

  /** The rule of all operators of a kind, if LRP has one for it. */
  private static Optional<GradientRule> general(Operator operator, GradientRule plain) {
    // Relevance goes where the value came from: moved, copied, or chosen as the greatest.
    if (!plain.passesGradient() || operator.is(Trait.SELECTS)) {
      return Optional.of(plain);
    }
    // Functions of single elements, and normalisations whose statistics are taken as constant.
    if (operator.is(Kind.ACTIVATION, Kind.FUNCTION, Kind.NORMALIZATION)) {
      return Optional.of(new PassRule());
    }
    // Fixed linear maps, and norms, which are homogeneous like them.
    boolean map = operator.is(Trait.LINEAR) || operator.is(Trait.HOMOGENEOUS);
    return map ? Optional.of(new ProportionalRule(plain)) : Optional.empty();
  }
}
