package org.pixelwhy.onnx.window.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;

/** The catalogue: the rule of every operator that works on windows. */
public final class WindowRules {
  private static final Map<String, WindowRule> RULES = collect();

  private WindowRules() {}

  /** The rule for a node, if its operator works on windows at all. */
  public static Optional<WindowRule> rule(Node node) {
    return Optional.ofNullable(RULES.get(node.qualifiedOp()));
  }

  private static Map<String, WindowRule> collect() {
    Map<String, WindowRule> rules = new HashMap<>();
    Operators.all().stream()
        .filter(operator -> operator.is(Trait.ELEMENTWISE))
        .forEach(operator -> rules.put(operator.name(), ElementwiseRule.of(operator.zero())));
    enter(rules, ChannelRule.ofAll(), "Concat");
    enter(rules, ChannelRule.linear(), "Split", "ReduceSum", "ReduceMean", "LRN");
    enter(rules, ChannelRule.linear(), "ReduceMax", "ReduceMin");
    enter(rules, ChannelRule.nonlinear(), "BatchNormalization", "Softmax", "LogSoftmax");
    enter(rules, ChannelRule.nonlinear(), "Hardmax", "ArgMax", "ArgMin");
    enter(rules, new SlidingRule(), "Conv", "MaxPool", "AveragePool", "LpPool");
    enter(rules, new SpreadingRule(), "ConvTranspose");
    enter(rules, new ResizeRule(), "Resize");
    enter(rules, new BlockRule(), "DepthToSpace", "SpaceToDepth");
    enter(rules, new ShiftRule(), "Pad", "Slice");
    enter(rules, new UnpoolRule(), "MaxUnpool");
    return Map.copyOf(rules);
  }

  private static void enter(Map<String, WindowRule> rules, WindowRule rule, String... operators) {
    List.of(operators).forEach(operator -> rules.put(operator, rule));
  }
}
