package org.pixelwhy.attribution.gradient;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Operators that {@link GuidedBackprop} and {@link Deconvolution} may take for a ReLU. */
public enum Rectifier {
  RELU("Relu"),
  /** Only where the lower bound is the constant 0, as in ReLU6. */
  CLIP("Clip"),
  LEAKY_RELU("LeakyRelu"),
  PRELU("PRelu");

  private final String op;

  Rectifier(String op) {
    this.op = op;
  }

  String op() {
    return op;
  }

  /**
   * Whether a node counts as this rectifier.
   *
   * @param second the value of its second input, where that is a constant
   */
  boolean matches(Node node, Optional<Tensor> second) {
    boolean bounded = second.isPresent() && second.get().size() == 1 && second.get().get(0) == 0;
    return node.qualifiedOp().equals(op) && (this != CLIP || bounded);
  }

  /** What a reader should know about the activations of a model: which are no ReLU, if any is. */
  static List<String> notes(
      SegmentationModel model, TypedGraph typed, OutputSpace on, Set<Rectifier> rectifiers) {
    Graph graph = typed.graph();
    Set<String> between = graph.descendants(Set.of(model.input()));
    between.retainAll(graph.ancestors(model.sources(on)));
    boolean any = false;
    TreeMap<String, Integer> plain = new TreeMap<>();
    for (Node node : graph.nodes()) {
      if (between.contains(node.output(0))) {
        Optional<Tensor> second = Optional.ofNullable(graph.initializers().get(node.input(1)));
        if (rectifiers.stream().anyMatch(rectifier -> rectifier.matches(node, second))) {
          any = true;
        } else if (isActivation(node)) {
          plain.merge(node.op(), 1, Integer::sum);
        }
      }
    }
    String kept =
        plain.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    if (!any) {
      return List.of(
          Text.format(
              "the network has no ReLU to act on (%s), so this map is the plain gradient, saliency",
              kept.isEmpty() ? "no activation at all" : "its activations: " + kept));
    }
    return kept.isEmpty()
        ? List.of()
        : List.of("activations that do not count as ReLU keep their plain gradient: " + kept);
  }

  private static boolean isActivation(Node node) {
    return Operators.is(node, Kind.ACTIVATION) && Operators.is(node, Trait.ELEMENTWISE);
  }
}
