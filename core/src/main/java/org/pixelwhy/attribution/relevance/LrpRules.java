package org.pixelwhy.attribution.relevance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;

/** LRP as a policy of differentiation: what travels back is relevance instead of a gradient. */
final class LrpRules {
  /** Relevance goes where the value came from: moved, copied, or chosen as the greatest. */
  private static final List<String> MOVES =
      List.of(
          "Identity",
          "Cast",
          "CastLike",
          "Dropout",
          "Concat",
          "Split",
          "Slice",
          "Pad",
          "Transpose",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Expand",
          "Tile",
          "DepthToSpace",
          "SpaceToDepth",
          "ReverseSequence",
          "Gather",
          "GatherElements",
          "GatherND",
          "TopK",
          "Compress",
          "ScatterElements",
          "ScatterND",
          "Where",
          "MaxPool",
          "GlobalMaxPool",
          "ReduceMax",
          "ReduceMin",
          "ReduceLogSumExp",
          "Max",
          "Min",
          "MaxUnpool");

  /** Functions of single elements, and normalisations whose statistics are taken as constant. */
  private static final List<String> PASSES =
      List.of(
          "Relu",
          "LeakyRelu",
          "Elu",
          "Celu",
          "Selu",
          "PRelu",
          "ThresholdedRelu",
          "Clip",
          "Sigmoid",
          "HardSigmoid",
          "Tanh",
          "Softplus",
          "Softsign",
          "HardSwish",
          "Mish",
          "Gelu",
          "com.microsoft.Gelu",
          "com.microsoft.QuickGelu",
          "Swish",
          "Shrink",
          "Erf",
          "Softmax",
          "LogSoftmax",
          "Neg",
          "Abs",
          "Exp",
          "Log",
          "Sqrt",
          "Pow",
          "Reciprocal",
          "InstanceNormalization",
          "GroupNormalization",
          "LayerNormalization",
          "LRN",
          "RMSNormalization",
          "SimplifiedLayerNormalization");

  /** Fixed linear maps, and norms, which are homogeneous like them. */
  private static final List<String> MAPS =
      List.of(
          "AveragePool",
          "GlobalAveragePool",
          "LpPool",
          "GlobalLpPool",
          "ReduceMean",
          "ReduceSum",
          "ReduceL1",
          "ReduceL2",
          "CumSum",
          "Resize",
          "GridSample");

  private LrpRules() {}

  /** The rules of a composite; operators that LRP says nothing about have none. */
  static RuleSet of(Composite composite) {
    Map<String, GradientRule> plain = StandardRules.standard().rules();
    Map<String, GradientRule> rules = new LinkedHashMap<>();
    plain.forEach(
        (op, rule) -> {
          if (!rule.passesGradient()) {
            rules.put(op, rule);
          }
        });
    MOVES.forEach(op -> rules.put(op, plain.get(op)));
    PASSES.forEach(op -> rules.put(op, new PassRule()));
    MAPS.forEach(op -> rules.put(op, new ProportionalRule(plain.get(op))));
    List.of("Add", "Sub", "Sum", "Mean").forEach(op -> rules.put(op, new SumRule()));
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
}
