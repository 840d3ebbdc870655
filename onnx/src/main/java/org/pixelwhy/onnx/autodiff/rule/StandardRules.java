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
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> pooling() {
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> normalization() {
    return Map.ofEntries();
  }

  private static Map<String, GradientRule> resampling() {
    return Map.ofEntries(
        Map.entry("Resize", new ResizeRule()), Map.entry("GridSample", new GridSampleRule()));
  }

  private static Map<String, GradientRule> layout() {
    return Map.ofEntries(
        Map.entry("Concat", new ConcatRule()),
        Map.entry("Split", new SplitRule()),
        Map.entry("Slice", new SliceRule()),
        Map.entry("Pad", new PadRule()),
        Map.entry("Transpose", new TransposeRule()),
        Map.entry("Reshape", new ReshapeRule()),
        Map.entry("Flatten", new ReshapeRule()),
        Map.entry("Squeeze", new ReshapeRule()),
        Map.entry("Unsqueeze", new ReshapeRule()),
        Map.entry("Expand", new ExpandRule()),
        Map.entry("Tile", new TileRule()),
        Map.entry("DepthToSpace", new DepthToSpaceRule()),
        Map.entry("SpaceToDepth", new SpaceToDepthRule()),
        Map.entry("ReverseSequence", new ReverseSequenceRule()));
  }

  private static Map<String, GradientRule> indexing() {
    return Map.ofEntries(
        Map.entry("Gather", new GatherRule()),
        Map.entry("GatherElements", new GatherElementsRule()),
        Map.entry("GatherND", new GatherNDRule()),
        Map.entry("ScatterElements", new ScatterElementsRule()),
        Map.entry("ScatterND", new ScatterNDRule()),
        Map.entry("TopK", new TopKRule()),
        Map.entry("Compress", new CompressRule()));
  }

  private static Map<String, GradientRule> withoutGradient() {
    return Map.ofEntries();
  }
}
