package org.pixelwhy.model.run;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.tensor.Tensor;

/**
 * Gradients that somebody needs: by which rules, of which output, with respect to which tensors.
 *
 * @param tensors names of tensors of the model's graph: its input, or layers
 * @param readouts what is wanted of further tensors instead of their gradients
 * @param reference a second input, at which the model runs too, for rules that compare with it
 */
public record GradientRequest(
    RuleSet rules,
    OutputSpace of,
    Set<String> tensors,
    Set<Readout.At> readouts,
    Optional<Tensor> reference) {
  public GradientRequest {
    tensors = Set.copyOf(tensors);
    readouts = Set.copyOf(readouts);
  }

  /** Gradients themselves. */
  public GradientRequest(
      RuleSet rules, OutputSpace of, Set<String> tensors, Optional<Tensor> reference) {
    this(rules, of, tensors, Set.of(), reference);
  }

  /** The gradient itself, not one by rules of a method's own. */
  public static GradientRequest plain(OutputSpace of, String tensor) {
    return new GradientRequest(StandardRules.standard(), of, tensor);
  }

  /** Not the gradients of layers, but what is read out of them. */
  public static GradientRequest reading(RuleSet rules, OutputSpace of, Set<Readout.At> readouts) {
    return new GradientRequest(rules, of, Set.of(), readouts, Optional.empty());
  }

  public GradientRequest(RuleSet rules, OutputSpace of, Set<String> tensors) {
    this(rules, of, tensors, Optional.empty());
  }

  public GradientRequest(RuleSet rules, OutputSpace of, String tensor) {
    this(rules, of, Set.of(tensor));
  }

  /** Whether a program for these gives the gradients of another request: references are fed. */
  boolean covers(GradientRequest other) {
    return hasSameProgram(other)
        && tensors.containsAll(other.tensors)
        && readouts.containsAll(other.readouts);
  }

  private boolean hasSameProgram(GradientRequest other) {
    return rules.equals(other.rules)
        && of == other.of
        && reference.isPresent() == other.reference.isPresent();
  }

  /** Adds this to other requests, merged into one of them where one program serves both. */
  void join(List<GradientRequest> others) {
    Optional<GradientRequest> partner = others.stream().filter(this::canMergeWith).findFirst();
    partner.ifPresent(others::remove);
    others.add(partner.map(this::merge).orElse(this));
  }

  private boolean canMergeWith(GradientRequest other) {
    return hasSameProgram(other) && reference.equals(other.reference);
  }

  private GradientRequest merge(GradientRequest other) {
    Set<String> union = new LinkedHashSet<>(tensors);
    union.addAll(other.tensors);
    Set<Readout.At> all = new LinkedHashSet<>(readouts);
    all.addAll(other.readouts);
    return new GradientRequest(rules, of, union, all, reference);
  }

  /** The tensors whose gradients have to be computed, by name. */
  List<String> sorted() {
    return Stream.concat(tensors.stream(), readouts.stream().map(Readout.At::tensor))
        .distinct()
        .sorted()
        .toList();
  }

  /** The readouts in an order that depends on nothing else. */
  List<Readout.At> sortedReadouts() {
    return readouts.stream().sorted(Comparator.comparing(Readout.At::toString)).toList();
  }
}
