package org.pixelwhy.onnx.operator;

import java.util.List;
import java.util.Set;

/**
 * What an operator is. Immutable.
 *
 * @param name with its domain, as in {@link org.pixelwhy.onnx.graph.Node#qualifiedOp}
 * @param opsets those of its domain that have it
 * @param extent of its first output
 * @param zero when it gives zero
 * @param learned which inputs are weights, where they are constants
 * @param measured which inputs are measured rather than learned: running means and variances,
 *     scales of whole numbers
 * @param gradient whether it is differentiated, and if not, why
 */
public record Operator(
    String name,
    Kind kind,
    Opsets opsets,
    Extent extent,
    Zero zero,
    Set<Trait> traits,
    List<Integer> learned,
    List<Integer> measured,
    Gradient gradient) {

  /**
   * Opsets {@code first} to {@code last}.
   *
   * @param last {@link Long#MAX_VALUE} where the newest has it
   */
  public record Opsets(long first, long last) {
    /** Whether an opset has the operator. */
    public boolean contains(long opset) {
      return first <= opset && opset <= last;
    }
  }

  /** How gradients pass. */
  public enum Passage {
    /** By a rule. */
    RULE,
    /** By nature not at all: zero almost everywhere, or not of numbers. */
    ZERO,
    /** On reading, others take the operator's place. */
    BECOMES,
    /** Not at all, for want of a rule. */
    NONE
  }

  /**
   * Whether an operator is differentiated.
   *
   * @param note what it becomes, or why it has no rule
   */
  public record Gradient(Passage passage, String note) {}

  public Operator {
    traits = Set.copyOf(traits);
    learned = List.copyOf(learned);
    measured = List.copyOf(measured);
  }

  /** Whether all of these hold. */
  public boolean is(Trait... wanted) {
    return traits.containsAll(List.of(wanted));
  }

  /** Whether it is of one of these kinds. */
  public boolean is(Kind... kinds) {
    return List.of(kinds).contains(kind);
  }

  /** Whether its gradient follows a rule. */
  public boolean isDifferentiable() {
    return gradient.passage() == Passage.RULE;
  }

  /** Whether the first output always has as many axes as the first input. */
  public boolean keepsRank() {
    return extent == Extent.SAME || extent == Extent.RANK;
  }
}
