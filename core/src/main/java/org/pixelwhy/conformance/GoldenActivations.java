package org.pixelwhy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.attribution.relevance.DeepLiftRules;

/** Which operators are meant by the modules that DeepLIFT rescaled in a reference case. */
final class GoldenActivations {
  private static final Map<String, Set<String>> OPERATORS =
      Map.ofEntries(
          Map.entry("ReLU", Set.of("Relu")),
          Map.entry("ReLU6", Set.of("Clip")),
          Map.entry("Hardtanh", Set.of("Clip")),
          Map.entry("Softsign", Set.of("Softsign")),
          Map.entry("LeakyReLU", Set.of("LeakyRelu")),
          Map.entry("PReLU", Set.of("PRelu")),
          Map.entry("ELU", Set.of("Elu")),
          Map.entry("CELU", Set.of("Celu")),
          Map.entry("SELU", Set.of("Selu")),
          Map.entry("Sigmoid", Set.of("Sigmoid")),
          Map.entry("Tanh", Set.of("Tanh")),
          Map.entry("Softplus", Set.of("Softplus")),
          Map.entry("Hardsigmoid", Set.of("HardSigmoid")),
          Map.entry("Hardswish", Set.of("HardSwish", DeepLiftRules.PRODUCT_ACTIVATIONS)),
          Map.entry("HardSwish", Set.of("HardSwish", DeepLiftRules.PRODUCT_ACTIVATIONS)),
          Map.entry("SiLU", Set.of("Swish", DeepLiftRules.PRODUCT_ACTIVATIONS)),
          Map.entry("GELU", Set.of("Gelu", DeepLiftRules.PRODUCT_ACTIVATIONS)),
          Map.entry("Mish", Set.of("Mish", DeepLiftRules.PRODUCT_ACTIVATIONS)));

  private GoldenActivations() {}

  /**
   * The operators of a case.
   *
   * @param softmax what Softmax means in it
   * @param otherwise for cases that do not list their modules
   */
  static Set<String> rescaled(GoldenCase golden, String softmax, Set<String> otherwise) {
    JsonNode modules = golden.params().path("rules").path("rescale");
    if (!modules.isArray()) {
      return otherwise;
    }
    Set<String> operators = new LinkedHashSet<>();
    for (JsonNode module : modules) {
      String name = module.asText();
      operators.addAll(
          name.equals("Softmax") ? Set.of(softmax) : OPERATORS.getOrDefault(name, Set.of()));
    }
    return operators;
  }
}
