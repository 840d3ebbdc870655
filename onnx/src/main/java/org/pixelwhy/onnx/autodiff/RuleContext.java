package org.pixelwhy.onnx.autodiff;

import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.TensorType;

/**
 * What a rule sees of the node that it differentiates: the node, the gradients of its outputs, and
 * the graph to append to.
 */
public final class RuleContext {
  private final Backpropagation pass;
  private final Node node;
  private final Ops ops;

  RuleContext(Backpropagation pass, Node node) {
    this.pass = pass;
    this.node = node;
    this.ops = new Ops(pass.builder(), pass.elementType(node));
  }

  public Node node() {
    return node;
  }

  /** Appends nodes; its numbers have the element type of the node's differentiable output. */
  public Ops ops() {
    return ops;
  }

  /** Name of input {@code i}; empty where it is not given. */
  public String input(int i) {
    return node.input(i);
  }

  /** Name of output {@code i}; empty where it is not wanted. */
  public String output(int i) {
    return node.output(i);
  }

  public TensorType inputType(int i) {
    return pass.type(node.input(i));
  }

  public Shape inputShape(int i) {
    return inputType(i).shape();
  }

  public TensorType outputType(int i) {
    return pass.type(node.output(i));
  }

  public Shape outputShape(int i) {
    return outputType(i).shape();
  }

  /** The value of input {@code i}, if it is a constant of the graph. */
  public Optional<Tensor> constant(int i) {
    return Optional.ofNullable(pass.builder().initializers().get(node.input(i)));
  }

  /**
   * The value of input {@code i}, which the rule cannot do without.
   *
   * @throws UnsupportedOperatorException if it is computed when the graph runs
   */
  public Tensor requireConstant(int i) {
    return constant(i)
        .orElseThrow(
            () ->
                new UnsupportedOperatorException(
                    node, "its input '%s' must be a constant".formatted(node.input(i))));
  }

  /** Whether the gradient of input {@code i} is needed: it lies on the way to what is asked for. */
  public boolean needs(int i) {
    return node.hasInput(i) && pass.isActive(node.input(i));
  }

  /** Name of dt/d(output {@code i}); empty where nothing that is asked for depends on it. */
  public String gradient(int i) {
    return pass.gradient(node.output(i)).orElse("");
  }

  /** Name of dt/d(first output); rules of one-output operators are only called if there is one. */
  public String gradient() {
    return gradient(0);
  }

  /**
   * Adds a tensor of input {@code i}'s shape to dt/d(input {@code i}); does nothing where that is
   * not needed.
   */
  public void accumulate(int i, String gradient) {
    if (needs(i)) {
      pass.accumulate(node.input(i), gradient);
    }
  }

  /**
   * Name of output {@code i}, which the forward pass is made to compute if it does not yet: the
   * indices of a pooling, say.
   */
  public String demandOutput(int i, TensorType type) {
    return pass.demandOutput(node, i, type);
  }
}
