package org.pixelwhy.onnx.autodiff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/**
 * A second forward pass beside a graph's own, on an input of its own and with the same weights: the
 * reference with which DeepLIFT compares.
 *
 * <p>Rules find the reference's value of a tensor by {@link RuleContext#reference}.
 */
public final class ReferencePass {
  private static final String PREFIX = "reference:";
  private static final Set<String> NORMALIZATIONS =
      Set.of("InstanceNormalization", "GroupNormalization");

  private ReferencePass() {}

  /** Name of a tensor's value at the reference; of the reference itself, for the input. */
  public static String name(String tensor) {
    return PREFIX + tensor;
  }

  /**
   * The graph with a twin of everything that depends on an input.
   *
   * @param wanted tensors whose values at the reference become outputs
   * @throws UnsupportedOperatorException if control flow reads what depends on the input
   */
  public static TypedGraph append(TypedGraph graph, String input, Collection<String> wanted) {
    Set<String> dependent = graph.graph().descendants(Set.of(input));
    UnaryOperator<String> twin = tensor -> dependent.contains(tensor) ? name(tensor) : tensor;
    Map<String, TensorType> types = new LinkedHashMap<>(graph.types());
    for (String tensor : dependent) {
      if (graph.types().containsKey(tensor)) {
        types.put(name(tensor), graph.type(tensor));
      }
    }
    GraphBuilder builder = graph.graph().edit();
    builder.input(Value.of(name(input), graph.type(input)));
    for (Node node : graph.graph().nodes()) {
      if (Graph.dependencies(node).stream().anyMatch(dependent::contains)) {
        Node copy = twin(node, twin);
        boolean normalizes = NORMALIZATIONS.contains(node.op());
        builder.add(normalizes ? centred(builder, types, copy) : copy);
      }
    }
    wanted.stream().map(twin).forEach(builder::tap);
    return new TypedGraph(builder.build(), types);
  }

  /**
   * A normalisation of its input less the mean of each group, which changes nothing but rounding.
   *
   * <p>The usual reference is one colour, and so are its feature maps. Their variance is zero, and
   * the rounding error of ONNX Runtime's mean comes out 300 times larger; that of a second mean,
   * taken of almost nothing, does not matter.
   */
  private static Node centred(GraphBuilder builder, Map<String, TensorType> types, Node node) {
    TensorType type = types.get(node.input(0));
    Shape shape = type.shape();
    long groups = node.intAttribute("num_groups", shape.dim(1));
    Shape grouped = Shape.of(shape.dim(0), groups, shape.size() / (shape.dim(0) * groups));
    Ops ops = new Ops(builder, type.type());
    String x = ops.reshape(node.input(0), grouped);
    String mean = ops.op("ReduceMean", Map.of("keepdims", 1), x, ops.longs(2));
    String difference = ops.sub(x, mean);
    String centred = ops.reshape(difference, shape);
    types.put(x, new TensorType(type.type(), grouped));
    types.put(mean, new TensorType(type.type(), grouped.with(2, 1)));
    types.put(difference, new TensorType(type.type(), grouped));
    types.put(centred, type);
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, centred);
    return node.withInputs(inputs);
  }

  private static Node twin(Node node, UnaryOperator<String> twin) {
    if (!node.bodies().isEmpty()) {
      throw new UnsupportedOperatorException(node, "it cannot be run again on a reference");
    }
    List<String> inputs = node.inputs().stream().map(twin).toList();
    List<String> outputs =
        node.outputs().stream().map(output -> output.isEmpty() ? "" : name(output)).toList();
    String label = node.name().isEmpty() ? "" : name(node.name());
    return new Node(label, node.domain(), node.op(), inputs, outputs, node.attributes());
  }
}
