package org.pixelwhy.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * Gradients that somebody needs: by which rules, of which output, with respect to which tensors.
 *
 * @param tensors names of tensors of the model's graph: its input, or layers
 * @param reference a second input, at which the model runs too, for rules that compare with it
 */
public record GradientRequest(
    RuleSet rules, OutputSpace of, Set<String> tensors, Optional<Tensor> reference) {
  public GradientRequest {
    tensors = Set.copyOf(tensors);
  }

  public GradientRequest(RuleSet rules, OutputSpace of, Set<String> tensors) {
    this(rules, of, tensors, Optional.empty());
  }

  public GradientRequest(RuleSet rules, OutputSpace of, String tensor) {
    this(rules, of, Set.of(tensor));
  }

  /** Whether a program for these gives the gradients of another request: references are fed. */
  boolean covers(GradientRequest other) {
    return hasSameProgram(other) && tensors.containsAll(other.tensors);
  }

  private boolean hasSameProgram(GradientRequest other) {
    return rules.equals(other.rules)
        && of == other.of
        && reference.isPresent() == other.reference.isPresent();
  }

  boolean canMergeWith(GradientRequest other) {
    return hasSameProgram(other) && reference.equals(other.reference);
  }

  GradientRequest merge(GradientRequest other) {
    Set<String> union = new LinkedHashSet<>(tensors);
    union.addAll(other.tensors);
    return new GradientRequest(rules, of, union, reference);
  }

  List<String> sorted() {
    return tensors.stream().sorted().toList();
  }
}
