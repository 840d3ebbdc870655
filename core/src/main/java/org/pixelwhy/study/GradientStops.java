package org.pixelwhy.study;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.autodiff.GradientPath;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.Text;

/** Says which nodes of a model stop gradients on their way from the output to a tensor. */
public final class GradientStops {
  private GradientStops() {}

  /** The way from a model's logits back to its image, or to a layer. */
  public static GradientPath path(SegmentationModel model, TypedGraph typed, String tensor) {
    return GradientPath.of(typed, model.logits(), tensor, model.rules(StandardRules.standard()));
  }

  /** What stops gradients altogether, or on some paths; empty where nothing does. */
  public static Optional<String> describe(GradientPath path) {
    // Comparisons switch paths on and off, and cost a gradient nothing that is on.
    List<Node> stops =
        path.stops().stream().filter(node -> !Operators.is(node, Kind.LOGIC)).toList();
    if (!path.open()) {
      List<Node> all = stops.isEmpty() ? path.stops() : stops;
      return Optional.of(
          all.isEmpty()
              ? "the output does not depend on it by any gradient"
              : Text.format("no gradient passes %s", names(all)));
    }
    return stops.isEmpty()
        ? Optional.empty()
        : Optional.of(Text.format("some paths of gradients end at %s", names(stops)));
  }

  private static String names(List<Node> nodes) {
    String first = nodes.get(0).toString();
    return nodes.size() == 1 ? first : first + " and " + (nodes.size() - 1) + " more";
  }

  /** Whether it is rounding that stops gradients, which they may be let pass. */
  public static boolean areRounding(GradientPath path) {
    return path.stops().stream()
        .map(Node::qualifiedOp)
        .anyMatch(op -> op.equals("QuantizeLinear") || op.equals("Round"));
  }
}
