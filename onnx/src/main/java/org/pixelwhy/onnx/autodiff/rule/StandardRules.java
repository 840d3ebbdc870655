package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import java.util.TreeMap;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleSet;

/** The catalogue: the rule of every operator that PixelWhy differentiates. */
public final class StandardRules {
  private StandardRules() {}

  /** Plain gradients. */
  public static RuleSet standard() {
    Map<String, GradientRule> rules = new TreeMap<>();
    rules.putAll(arithmetic());
    rules.putAll(activations());
    rules.putAll(reductions());
    rules.putAll(matrices());
    rules.putAll(convolutions());
    rules.putAll(pooling());
    rules.putAll(normalization());
    rules.putAll(resampling());
    rules.putAll(layout());
    rules.putAll(indexing());
    rules.putAll(withoutGradient());
    return new RuleSet("standard", rules);
  }

  private static Map<String, GradientRule> arithmetic() {
    return Map.ofEntries(Map.entry("Add", new AddRule()));
  }

  private static Map<String, GradientRule> activations() {
    return Map.ofEntries(Map.entry("Relu", new ReluRule()));
  }

  private static Map<String, GradientRule> reductions() {
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> matrices() {
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> convolutions() {
    return Map.ofEntries(
        Map.entry("Conv", new ConvRule()), Map.entry("ConvTranspose", new ConvTransposeRule()));
  }

  private static Map<String, GradientRule> pooling() {
    return Map.ofEntries(
        Map.entry("MaxPool", new MaxPoolRule()),
        Map.entry("AveragePool", new AveragePoolRule()),
        Map.entry("LpPool", new LpPoolRule()),
        Map.entry("GlobalAveragePool", new GlobalAveragePoolRule()),
        Map.entry("GlobalMaxPool", new GlobalMaxPoolRule()),
        Map.entry("GlobalLpPool", new LpPoolRule()),
        Map.entry("MaxUnpool", new MaxUnpoolRule()));
  }

  private static Map<String, GradientRule> normalization() {
    return Map.ofEntries(
        Map.entry("BatchNormalization", new BatchNormalizationRule()),
        Map.entry("InstanceNormalization", GroupNormalizationRule.ofInstances()),
        Map.entry("GroupNormalization", GroupNormalizationRule.ofGroups()),
        Map.entry("LayerNormalization", LayerNormalizationRule.centred()),
        Map.entry("RMSNormalization", LayerNormalizationRule.uncentred()),
        Map.entry("SimplifiedLayerNormalization", LayerNormalizationRule.uncentred()),
        Map.entry("LRN", new LrnRule()));
  }

  private static Map<String, GradientRule> resampling() {
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> layout() {
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> indexing() {
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> withoutGradient() {
    return Map.ofEntries();
  }
}
