package org.pixelwhy.onnx.autodiff;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/**
 * A context that shows a rule a variant of a node and a tensor in the place of its gradient, and
 * keeps what the rule accumulates for one input instead of passing it on.
 */
final class VariantContext extends RuleContext {
  private final Node original;
  private final Node variant;
  private final int wanted;
  private final String outputGradient;
  private String result;

  VariantContext(
      Backpropagation pass, Node original, Node variant, int wanted, String outputGradient) {
    super(pass, variant);
    this.original = original;
    this.variant = variant;
    this.wanted = wanted;
    this.outputGradient = outputGradient;
  }

  /** What was accumulated: zeros if nothing was. */
  String result() {
    if (result == null) {
      Shape shape = inputShape(wanted);
      result = ops().filled(shape, 0);
    }
    return result;
  }

  @Override
  public TensorType inputType(int i) {
    return type(original.input(i));
  }

  @Override
  public TensorType outputType(int i) {
    return type(original.output(i));
  }

  @Override
  public boolean needs(int i) {
    return i == wanted;
  }

  @Override
  public String gradient(int i) {
    return i == 0 ? outputGradient : "";
  }

  @Override
  public Optional<ConcatPart> neededPart(int i) {
    return Optional.empty();
  }

  @Override
  public Optional<RuleContext> absorbed(int i, Class<? extends GradientRule> rule) {
    return Optional.empty();
  }

  @Override
  public void accumulate(int i, String gradient) {
    if (i == wanted) {
      result = result == null ? gradient : ops().add(result, gradient);
    }
  }

  @Override
  public String demandOutput(int i, TensorType type) {
    if (variant.inputs().equals(original.inputs())) {
      return super.demandOutput(i, type);
    }
    Optional<String> domain = Optional.of(variant.domain()).filter(name -> !name.isEmpty());
    if (domain.isPresent()) {
      throw new UnsupportedOperatorException(variant, "its other outputs cannot be computed again");
    }
    List<String> made = ops().op(variant.op(), variant.attributes(), variant.inputs(), i + 1);
    return made.get(i);
  }
}
