package org.pixelwhy.onnx.window.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;

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
    enter(rules, ElementwiseRule.OF_FIRST, zeroAtZero());
    enter(rules, ElementwiseRule.OF_FIRST, List.of("Div", "Cast", "PRelu", "Dropout"));
    enter(rules, ElementwiseRule.OF_ALL, List.of("Add", "Sub", "Sum", "Mean", "Max", "Min"));
    enter(rules, ElementwiseRule.OF_ANY, List.of("Mul", "And"));
    enter(rules, ElementwiseRule.OF_BRANCHES, List.of("Where"));
    enter(rules, ElementwiseRule.OTHER, otherElementwise());
    enter(rules, ChannelRule.ofAll(), List.of("Concat"));
    enter(rules, ChannelRule.linear(), List.of("Split", "ReduceSum", "ReduceMean", "LRN"));
    enter(rules, ChannelRule.linear(), List.of("ReduceMax", "ReduceMin"));
    enter(rules, ChannelRule.nonlinear(), List.of("BatchNormalization", "Softmax", "LogSoftmax"));
    enter(rules, ChannelRule.nonlinear(), List.of("Hardmax", "ArgMax", "ArgMin"));
    enter(rules, new SlidingRule(), List.of("Conv", "MaxPool", "AveragePool", "LpPool"));
    enter(rules, new SpreadingRule(), List.of("ConvTranspose"));
    enter(rules, new ResizeRule(), List.of("Resize"));
    enter(rules, new BlockRule(), List.of("DepthToSpace", "SpaceToDepth"));
    enter(rules, new ShiftRule(), List.of("Pad", "Slice"));
    enter(rules, new UnpoolRule(), List.of("MaxUnpool"));
    return Map.copyOf(rules);
  }

  private static void enter(
      Map<String, WindowRule> rules, WindowRule rule, Collection<String> operators) {
    operators.forEach(operator -> rules.put(operator, rule));
  }

  private static List<String> zeroAtZero() {
    return List.of(
        "Identity",
        "Neg",
        "Abs",
        "Sqrt",
        "Sign",
        "Floor",
        "Ceil",
        "Round",
        "Relu",
        "LeakyRelu",
        "Elu",
        "Celu",
        "Selu",
        "ThresholdedRelu",
        "Shrink",
        "Tanh",
        "Softsign",
        "Erf",
        "Gelu",
        "com.microsoft.Gelu",
        "com.microsoft.QuickGelu",
        "HardSwish",
        "Mish",
        "Swish",
        "Sin",
        "Tan",
        "Asin",
        "Atan",
        "Sinh",
        "Asinh",
        "Atanh");
  }

  private static List<String> otherElementwise() {
    return List.of(
        "Sigmoid",
        "HardSigmoid",
        "Softplus",
        "Exp",
        "Log",
        "Reciprocal",
        "Cos",
        "Acos",
        "Cosh",
        "Acosh",
        "Pow",
        "Mod",
        "Clip",
        "Not",
        "Or",
        "Xor",
        "Equal",
        "Greater",
        "GreaterOrEqual",
        "Less",
        "LessOrEqual",
        "IsNaN",
        "IsInf");
  }
}
