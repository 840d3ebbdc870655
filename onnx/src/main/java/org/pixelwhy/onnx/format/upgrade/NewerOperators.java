package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.Text;

/** What opsets beyond {@link Upgrader#OPSET} added, and how it is said in that opset. */
final class NewerOperators {
  private static final Map<String, Upgrade> LOWERED =
      Map.of(
          "Attention", (node, scope) -> new AttentionNodes(node, scope).nodes(),
          "CumProd", new CumProdNodes(),
          "RMSNormalization", new RmsNormalizationNodes(),
          "RotaryEmbedding", (node, scope) -> new RotaryNodes(node, scope).nodes(),
          "SwiGLU", new SwishNodes(),
          "Swish", new SwishNodes());

  /** New attributes by operator; their default is the old behaviour. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "Cast", "round_mode",
          "CastLike", "round_mode",
          "DequantizeLinear", "output_dtype",
          "QuantizeLinear", "precision",
          "Range", "stash_type",
          "SpaceToDepth", "mode");

  private NewerOperators() {}

  /**
   * The nodes that take the place of one of a newer opset; what is not new differs in types only.
   *
   * @throws org.pixelwhy.tensor.InputException if the operator is new, or uses what is new, and
   *     cannot be expressed
   */
  static List<Node> lower(Node node, Scope scope, long opset) {
    Upgrade lowered = LOWERED.get(node.op());
    if (lowered != null) {
      return lowered.apply(node, scope);
    }
    Operators.of(node)
        .filter(operator -> operator.opsets().first() > Upgrader.OPSET)
        .ifPresent(
            operator -> {
              throw Scope.refusal(
                  node,
                  Text.format(
                      "%s; export the model with opset %d or older (found %d)",
                      operator.gradient().note(), Upgrader.OPSET, opset));
            });
    return List.of(withoutNewAttributes(node));
  }

  private static Node withoutNewAttributes(Node node) {
    String attribute = ATTRIBUTES.get(node.op());
    if (attribute == null || !node.has(attribute)) {
      return node;
    }
    boolean changed =
        switch (attribute) {
          case "mode" -> !node.stringAttribute("mode", "DCR").equals("DCR");
          case "output_dtype", "precision" -> node.intAttribute(attribute, 0) != 0;
          default -> false;
        };
    if (changed) {
      throw Scope.refusal(node, Text.format("its attribute '%s' is newer", attribute));
    }
    return node.without(attribute);
  }
}
