package org.pixelwhy.onnx.autodiff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.TensorType;

/**
 * Whether a gradient finds its way from one tensor back to another, and where it is stopped.
 *
 * @param open whether it arrives on any path; where not, it is zero everywhere
 * @param stops the nodes where a path ends, in the order in which they are computed: rounding,
 *     decisions, conversions to whole numbers
 * @param missing nodes on the way whose operators have no rule
 */
public record GradientPath(boolean open, List<Node> stops, List<Node> missing) {
  /** Operators that read only how large a tensor is, which no gradient would go to. */
  private static final Set<String> SIZES = Set.of("Shape", "Size", "ConstantOfShape");

  public GradientPath {
    stops = List.copyOf(stops);
    missing = List.copyOf(missing);
  }

  /**
   * The way between two tensors of a graph.
   *
   * @param of what the gradient is of
   * @param withRespectTo what it is with respect to
   */
  public static GradientPath of(TypedGraph graph, String of, String withRespectTo, RuleSet rules) {
    Set<String> needed = graph.graph().ancestors(Set.of(of));
    Set<String> reached = new HashSet<>(Set.of(withRespectTo));
    List<Node> stops = new ArrayList<>();
    List<Node> missing = new ArrayList<>();
    for (Node node : graph.graph().nodes()) {
      boolean between =
          node.outputs().stream().anyMatch(needed::contains)
              && Graph.dependencies(node).stream().anyMatch(reached::contains);
      if (!between) {
        continue;
      }
      boolean known = rules.rule(node).isPresent();
      boolean passes = rules.rule(node).map(GradientRule::passesGradient).orElse(true);
      List<String> carried =
          node.outputs().stream().filter(output -> passes && isFloating(graph, output)).toList();
      if (carried.isEmpty()) {
        if (!SIZES.contains(node.op())) {
          stops.add(node);
        }
      } else {
        reached.addAll(carried);
        if (!known) {
          missing.add(node);
        }
      }
    }
    return new GradientPath(reached.contains(of), stops, missing);
  }

  private static boolean isFloating(TypedGraph graph, String tensor) {
    TensorType type = graph.types().get(tensor);
    return type != null && type.type().isFloating();
  }
}
