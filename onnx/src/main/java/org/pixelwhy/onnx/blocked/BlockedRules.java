package org.pixelwhy.onnx.blocked;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;

/** The catalogue: which operators can be written in the blocked layout. */
final class BlockedRules {
  private static final Map<String, List<BlockedRule>> RULES =
      Map.ofEntries(
          Map.entry("Conv", List.of(new WeightGradientRule(), new ConvolutionRule())),
          Map.entry("Cast", List.of(new PositiveRule(), new ElementwiseRule())),
          Map.entry(
              "Mul", List.of(new ChannelwiseRule(), new PlacewiseRule(), new ElementwiseRule())),
          Map.entry("Add", List.of(new ChannelwiseRule(), new ElementwiseRule())),
          Map.entry("Sub", List.of(new ChannelwiseRule(), new ElementwiseRule())),
          Map.entry("BatchNormalization", List.of(new BatchNormalizationRule())),
          Map.entry("ReduceSum", List.of(new ChannelSumRule())),
          Map.entry("Concat", List.of(new ConcatRule())),
          Map.entry("Slice", List.of(new SliceRule())),
          Map.entry("Split", List.of(new SplitRule())),
          Map.entry("Pad", List.of(new PadRule())),
          Map.entry("MaxPool", List.of(new MaxPoolRule(), new PoolingRule())),
          Map.entry("AveragePool", List.of(new PoolingRule())),
          Map.entry("GlobalAveragePool", List.of(new PoolingRule())),
          Map.entry("MaxUnpool", List.of(new MaxUnpoolRule())),
          Map.entry("Resize", List.of(new EnlargingRule())));

  private BlockedRules() {}

  /** The rules to try for a node, in this order. */
  static List<BlockedRule> of(Node node) {
    List<BlockedRule> otherwise =
        Operators.is(node, Trait.ELEMENTWISE) ? List.of(new ElementwiseRule()) : List.of();
    return RULES.getOrDefault(node.qualifiedOp(), otherwise);
  }
}
