package org.pixelwhy.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.RuleSet;

/**
 * Gradients that somebody needs: by which rules, of which output, with respect to which tensors.
 *
 * @param tensors names of tensors of the model's graph: its input, or layers
 */
public record GradientRequest(RuleSet rules, OutputSpace of, Set<String> tensors) {
  public GradientRequest {
    tensors = Set.copyOf(tensors);
  }

  public GradientRequest(RuleSet rules, OutputSpace of, String tensor) {
    this(rules, of, Set.of(tensor));
  }

  /** Whether the gradients of another request are among these. */
  boolean covers(GradientRequest other) {
    return canMergeWith(other) && tensors.containsAll(other.tensors);
  }

  boolean canMergeWith(GradientRequest other) {
    return rules.equals(other.rules) && of == other.of;
  }

  GradientRequest merge(GradientRequest other) {
    Set<String> union = new LinkedHashSet<>(tensors);
    union.addAll(other.tensors);
    return new GradientRequest(rules, of, union);
  }

  List<String> sorted() {
    return tensors.stream().sorted().toList();
  }
}
