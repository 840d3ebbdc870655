package org.pixelwhy.attribution.relevance;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operator;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.Shape;

/**
 * An activation that exporters write as several nodes, ending in a product: {@code x * f(x)}, such
 * as SiLU, GELU, Mish or HardSwish. All paths lead, element by element, to one tensor x.
 *
 * @param source name of x
 * @param nodes from the product back to x, each before those that it reads
 */
record ElementwiseSubgraph(String source, List<Node> nodes) {
  private static final int MOST_NODES = 16;

  /** The activation that a node ends, if it is such a product. */
  static Optional<ElementwiseSubgraph> endingAt(Node product, RuleContext context) {
    if (!product.op().equals("Mul") || dataInputs(product, context).size() < 2) {
      return Optional.empty();
    }
    TreeSet<String> open =
        new TreeSet<>(Comparator.comparingInt(context::position).thenComparing(name -> name));
    open.addAll(dataInputs(product, context));
    Set<Node> inside = new LinkedHashSet<>(List.of(product));
    while (open.size() > 1) {
      Optional<Node> last = context.producer(open.pollLast());
      if (last.isEmpty() || inside.size() > MOST_NODES || !isElementwise(last.get(), context)) {
        return Optional.empty();
      }
      inside.add(last.get());
      open.addAll(dataInputs(last.get(), context));
    }
    return Optional.of(new ElementwiseSubgraph(open.first(), List.copyOf(inside)))
        .filter(found -> found.keepsShape(product, context));
  }

  /** Whether a node is part of such an activation, before its end. */
  static boolean contains(Node node, RuleContext context) {
    Node at = node;
    for (int i = 0; i < MOST_NODES; i++) {
      List<Node> readers = context.consumers(at.output(0));
      if (readers.size() != 1 || !isElementwise(readers.get(0), context)) {
        return false;
      }
      at = readers.get(0);
      Optional<ElementwiseSubgraph> found = endingAt(at, context);
      if (found.isPresent()) {
        return found.get().nodes().contains(node);
      }
    }
    return false;
  }

  private static List<String> dataInputs(Node node, RuleContext context) {
    return node.inputs().stream()
        .filter(input -> !input.isEmpty() && context.constant(input).isEmpty())
        .distinct()
        .toList();
  }

  private static boolean isElementwise(Node node, RuleContext context) {
    return Operators.is(node, Operator::isDifferentiable)
        && Operators.is(node, Trait.ELEMENTWISE)
        && !dataInputs(node, context).isEmpty();
  }

  private boolean keepsShape(Node product, RuleContext context) {
    Shape shape = context.type(product.output(0)).shape();
    return context.type(source).shape().equals(shape)
        && nodes.stream().allMatch(n -> context.type(n.output(0)).shape().equals(shape));
  }

  /** Name of dt/dx, from that of dt/d(the product), by plain gradients. */
  String gradient(RuleContext context, RuleSet plain, String outputGradient) {
    Map<String, String> gradients = new HashMap<>();
    gradients.put(nodes.get(0).output(0), outputGradient);
    for (Node node : nodes) {
      GradientRule rule = plain.rule(node).orElseThrow();
      String dy = gradients.get(node.output(0));
      for (int i = 0; i < node.inputs().size(); i++) {
        if (node.hasInput(i) && context.constant(node.input(i)).isEmpty()) {
          String dx = context.pullBack(rule, node, i, dy);
          gradients.merge(node.input(i), dx, context.ops()::add);
        }
      }
    }
    return gradients.get(source);
  }
}
