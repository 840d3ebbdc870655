package org.pixelwhy.attribution.relevance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.Shape;

/**
 * A node seen as {@code z = W x + b} with constant W: a convolution, transposed or not, or a matrix
 * product. A BatchNormalization behind a convolution is part of it.
 */
final class LinearLayer {
  private final RuleContext context;
  private final GradientRule plain;
  private final int data;
  private final String weight;
  private final String bias;
  private final String output;

  private LinearLayer(
      RuleContext context, GradientRule plain, int data, FoldedNormalization.Weights weights) {
    this.context = context;
    this.plain = plain;
    this.data = data;
    this.weight = weights.weight();
    this.bias = weights.bias();
    this.output = weights.output();
  }

  /**
   * The layer that a node is.
   *
   * @param plain the rule of the node's gradient, which applies the transpose of W
   */
  static LinearLayer of(RuleContext context, GradientRule plain) {
    Node node = context.node();
    int data = context.constant(0).isPresent() ? 1 : 0;
    context.requireConstant(1 - data);
    Optional<FoldedNormalization> folded = FoldedNormalization.behind(node, context);
    FoldedNormalization.Weights weights =
        folded
            .map(normalization -> normalization.fold(context))
            .orElseGet(
                () ->
                    new FoldedNormalization.Weights(
                        node.input(1 - data), node.input(2), node.output(0)));
    return new LinearLayer(context, plain, data, weights);
  }

  Ops ops() {
    return context.ops();
  }

  String input() {
    return context.input(data);
  }

  Shape inputShape() {
    return context.inputShape(data);
  }

  String weight() {
    return weight;
  }

  /** Name of b; empty where there is none. */
  String bias() {
    return bias;
  }

  /** Name of z. */
  String output() {
    return output;
  }

  /** Name of {@code W x + b} for other values of all three; b may be empty. */
  String apply(String x, String w, String b) {
    return ops().op(context.node().op(), context.node().attributes(), inputs(x, w, b));
  }

  /** Name of {@code W^T s} for other values of W. */
  String transpose(String s, String w) {
    Node variant = context.node().withInputs(List.of(inputs(input(), w, "")));
    return context.pullBack(plain, variant, data, s);
  }

  private String[] inputs(String x, String w, String b) {
    List<String> inputs = new ArrayList<>(data == 0 ? List.of(x, w) : List.of(w, x));
    if (!b.isEmpty()) {
      inputs.add(b);
    }
    return inputs.toArray(String[]::new);
  }

  /** Shares relevance in proportion to weights that do not depend on the input. */
  String shareOut(String relevance, String weights) {
    String z = apply(ops().filled(inputShape(), 1), weights, "");
    return transpose(Stabilized.quotient(ops(), relevance, z, LrpRule.STABILIZER), weights);
  }

  /** Name of {@code max(a, 0)}; empty for none. */
  String positive(String a) {
    return a.isEmpty() ? "" : ops().op("Max", a, ops().scalar(0));
  }

  /** Name of {@code min(a, 0)}; empty for none. */
  String negative(String a) {
    return a.isEmpty() ? "" : ops().op("Min", a, ops().scalar(0));
  }

  /** Name of {@code a + factor * b}; empty for none. */
  String plus(String a, double factor, String b) {
    return a.isEmpty() ? "" : ops().add(a, ops().scale(b, factor));
  }

  /** Name of a tensor of ones of a's shape. */
  String ones(String a) {
    return ops().op("Add", ops().mul(a, ops().scalar(0)), ops().scalar(1));
  }

  /** Whether the input is known not to be below zero. */
  boolean isNonNegative() {
    return isNonNegative(input(), 0);
  }

  private boolean isNonNegative(String tensor, int depth) {
    Optional<Node> producer = context.producer(tensor);
    if (producer.isEmpty() || depth > 8) {
      return false;
    }
    Node node = producer.get();
    if (Operators.is(node, Trait.NONNEGATIVE) || Operators.is(node, Trait.UNIT)) {
      return true;
    }
    return switch (node.op()) {
      case "Concat" -> node.inputs().stream().allMatch(x -> isNonNegative(x, depth + 1));
      case "Resize" ->
          !node.stringAttribute("mode", "nearest").equals("cubic")
              && isNonNegative(node.input(0), depth + 1);
      default -> Operators.is(node, Trait.KEEPS_SIGN) && isNonNegative(node.input(0), depth + 1);
    };
  }
}
