package org.pixelwhy.onnx.format.upgrade;

import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Text;

/** What opsets beyond {@link Upgrader#OPSET} added, and can or cannot be said in that opset. */
final class NewerOperators {
  private static final Set<String> NEW =
      Set.of(
          "Attention",
          "BitCast",
          "CausalConvWithState",
          "CumProd",
          "LinearAttention",
          "RMSNormalization",
          "RotaryEmbedding",
          "SwiGLU",
          "Swish",
          "TensorScatter");

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
   * The node without what its newer version added; all other versions differ in types only.
   *
   * @throws org.pixelwhy.tensor.InputException if the operator is new, or uses what is new
   */
  static Node require(Node node, long opset) {
    if (NEW.contains(node.op())) {
      throw Scope.refusal(
          node,
          Text.format(
              "the operator is newer; export the model with opset %d or older (found %d)",
              Upgrader.OPSET, opset));
    }
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
