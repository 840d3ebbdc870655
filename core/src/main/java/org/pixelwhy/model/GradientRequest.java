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

  /** Whether the gradients of another request are among these. */
  boolean covers(GradientRequest other) {
    return canMergeWith(other) && tensors.containsAll(other.tensors);
  }

  boolean canMergeWith(GradientRequest other) {
    return reference.equals(other.reference) && hasSameProgram(other);
  }

  /** Whether one program serves both, apart from the tensors: references are fed to it. */
  private boolean hasSameProgram(GradientRequest other) {
    return rules.equals(other.rules)
        && of == other.of
        && reference.isPresent() == other.reference.isPresent();
  }

  /** Whether the program for this request gives the gradients of another. */
  boolean programCovers(GradientRequest other) {
    return hasSameProgram(other) && tensors.containsAll(other.tensors);
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
