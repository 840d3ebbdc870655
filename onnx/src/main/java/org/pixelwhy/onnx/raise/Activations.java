package org.pixelwhy.onnx.raise;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pixelwhy.onnx.graph.Node;

/**
 * Activations, recognised by their values rather than by their nodes, of which every exporter has
 * its own: a part that computes a function of single numbers, with constants, is compared with each
 * activation at some hundred places.
 */
final class Activations implements Pattern {
  private static final int MOST_NODES = 16;

  /** What an activation of several nodes ends in. */
  private static final Set<String> ENDS =
      Set.of("Mul", "Div", "Reciprocal", "Log", "Min", "Max", "Clip");

  @Override
  public Optional<Replacement> endingAt(Node last, Rewriting graph) {
    if (!ENDS.contains(last.op()) || !isPart(last, graph)) {
      return Optional.empty();
    }
    Set<Node> inside = new LinkedHashSet<>(List.of(last));
    Set<String> open = new TreeSet<>(Comparator.naturalOrder());
    open.addAll(data(last, graph));
    while (inside.size() <= MOST_NODES) {
      if (open.size() == 1) {
        String source = open.iterator().next();
        Optional<Replacement> found = recognised(last, source, inside, graph);
        if (found.isPresent()) {
          return found;
        }
      }
      // The one that no other open tensor is computed from is followed back first.
      Optional<String> next =
          open.stream().filter(tensor -> isLast(tensor, inside, graph)).findFirst();
      Optional<Node> maker = next.flatMap(graph::producer).filter(node -> isPart(node, graph));
      if (maker.isEmpty()) {
        return Optional.empty();
      }
      inside.add(maker.get());
      open.remove(next.get());
      open.addAll(data(maker.get(), graph));
    }
    return Optional.empty();
  }

  /** Whether all readers of a tensor lie inside, and it can be followed back. */
  private static boolean isLast(String tensor, Set<Node> inside, Rewriting graph) {
    return graph.producer(tensor).filter(node -> isPart(node, graph)).isPresent()
        && inside.containsAll(graph.consumers(tensor))
        && !graph.isOutput(tensor);
  }

  private static List<String> data(Node node, Rewriting graph) {
    return node.inputs().stream()
        .filter(input -> !input.isEmpty() && graph.number(input).isEmpty())
        .distinct()
        .toList();
  }

  private static boolean isPart(Node node, Rewriting graph) {
    return node.domain().isEmpty()
        && ScalarFunction.knows(node)
        && !data(node, graph).isEmpty()
        && node.inputs().stream()
            .allMatch(
                input ->
                    input.isEmpty()
                        || graph.number(input).isPresent()
                        || graph.constant(input).isEmpty() && graph.isFloat(input));
  }

  private static Optional<Replacement> recognised(
      Node last, String source, Set<Node> inside, Rewriting graph) {
    boolean sameShape =
        graph.shape(source).isPresent()
            && graph.shape(source).equals(graph.shape(last.output(0)))
            && graph.isFloat(source)
            && graph.isFloat(last.output(0));
    if (!sameShape) {
      return Optional.empty();
    }
    ScalarFunction function = new ScalarFunction(source, last.output(0), inside, graph);
    for (KnownActivation known : KnownActivation.values()) {
      boolean already = inside.stream().allMatch(node -> node.op().equals(known.operator()));
      if (!already && function.equals(known)) {
        return Optional.of(
            new Replacement(
                last,
                (builder, result) ->
                    Node.of(
                        known.operator(),
                        known.inputs(builder, source),
                        List.of(result),
                        known.attributes())));
      }
    }
    return Optional.empty();
  }
}
