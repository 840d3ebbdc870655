package org.pixelwhy.onnx.autodiff;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * What a rule sees of the node that it differentiates: the node, the gradients of its outputs, and
 * the graph to append to.
 */
public sealed class RuleContext permits VariantContext {
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
    return constant(node.input(i));
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
                    node, Text.format("its input '%s' must be a constant", node.input(i))));
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

  /** Adds to dt/d(tensor), for a tensor further back than the node's own inputs. */
  public void accumulate(String tensor, String gradient) {
    if (pass.isActive(tensor)) {
      pass.accumulate(tensor, gradient);
    }
  }

  /** Whether a tensor lies on the way between what is asked for and the output. */
  public boolean isActive(String tensor) {
    return pass.isActive(tensor);
  }

  /** The node of the forward pass that makes a tensor; empty for inputs and constants. */
  public Optional<Node> producer(String tensor) {
    return pass.forward().producer(tensor);
  }

  /** The nodes of the forward pass that read a tensor. */
  public List<Node> consumers(String tensor) {
    return pass.forward().consumers(tensor);
  }

  /** The place of a tensor's node in the forward pass; -1 for inputs and constants. */
  public int position(String tensor) {
    return pass.position(tensor);
  }

  /** The value of a tensor, if it is a constant of the graph. */
  public Optional<Tensor> constant(String tensor) {
    return Optional.ofNullable(pass.builder().initializers().get(tensor));
  }

  /** Type and shape of a tensor of the forward pass. */
  public TensorType type(String tensor) {
    return pass.type(tensor);
  }

  /**
   * Name of a tensor's value at the reference input; the tensor itself where it does not depend on
   * the input. Only in graphs with a {@link ReferencePass}.
   */
  public String reference(String tensor) {
    String twin = ReferencePass.name(tensor);
    return pass.knows(twin) ? twin : tensor;
  }

  /**
   * Name of what a rule makes of a tensor in the place of dt/dy: {@code (dy/dx)^T v} for input
   * {@code i} of the node, or of a variant of it.
   *
   * @param rule the rule of the variant's operator
   * @param variant this or another node of the forward pass, or one that makes the same tensor from
   *     inputs of other values but the same shapes
   * @param v name of a tensor of the first output's shape
   */
  public String pullBack(GradientRule rule, Node variant, int i, String v) {
    Node original = pass.forward().producer(variant.output(0)).orElse(node);
    VariantContext context = new VariantContext(pass, original, variant, i, v);
    rule.differentiate(context);
    return context.result();
  }

  /**
   * The one part of input {@code i} whose gradient is needed, where that input is a Concat along
   * the channels of several tensors of which the others need none. A rule may then compute the
   * gradient of that part alone, and hand it to {@link #accumulate(String, String)}.
   */
  public Optional<ConcatPart> neededPart(int i) {
    String joined = node.input(i);
    return pass.isAskedFor(joined)
        ? Optional.empty()
        : producer(joined).flatMap(concat -> ConcatPart.onlyNeeded(concat, this));
  }

  /**
   * The context of the node that makes input {@code i}, where a rule may do that node's part of the
   * backward pass along with its own: nothing else reads the input or asked for its gradient, and
   * the node has this kind of rule. What is handed to that context's {@link #accumulate(int,
   * String)} then takes the place of the node's own differentiation.
   */
  public Optional<RuleContext> absorbed(int i, Class<? extends GradientRule> rule) {
    String tensor = node.input(i);
    boolean alone = consumers(tensor).size() == 1 && !pass.isAskedFor(tensor);
    return producer(tensor)
        .filter(maker -> alone && pass.rules().rule(maker).filter(rule::isInstance).isPresent())
        .map(maker -> new RuleContext(pass, maker))
        .filter(maker -> maker.needs(0));
  }

  /**
   * Name of output {@code i}, which the forward pass is made to compute if it does not yet: the
   * indices of a pooling, say.
   */
  public String demandOutput(int i, TensorType type) {
    return pass.demandOutput(node, i, type);
  }
}
