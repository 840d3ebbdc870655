package org.pixelwhy.onnx.autodiff;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pixelwhy.onnx.graph.Node;

/**
 * A policy of differentiation: which rule serves which operator. Immutable.
 *
 * <p>Plain gradients are one policy; Guided Backprop or DeepLIFT is the same with the rules of some
 * operators overridden.
 *
 * @param name for reports and messages
 * @param rules by operator, as in {@link Node#qualifiedOp}
 */
public record RuleSet(String name, Map<String, GradientRule> rules) {
  public RuleSet {
    rules = Collections.unmodifiableMap(new TreeMap<>(rules));
  }

  /** This policy under another name, with the rules of some operators overridden. */
  public RuleSet with(String newName, Map<String, GradientRule> overrides) {
    Map<String, GradientRule> merged = new TreeMap<>(rules);
    merged.putAll(overrides);
    return new RuleSet(newName, merged);
  }

  /** The rule for a node, if its operator has one. */
  public Optional<GradientRule> rule(Node node) {
    return Optional.ofNullable(rules.get(node.qualifiedOp()));
  }

  /** The operators that have a rule. */
  public Set<String> operators() {
    return rules.keySet();
  }
}
