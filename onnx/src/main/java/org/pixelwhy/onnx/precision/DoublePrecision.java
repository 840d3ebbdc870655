package org.pixelwhy.onnx.precision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * Rewrites a graph of float tensors to compute in double.
 *
 * <p>Gradients of networks with ReLU or max pooling jump where an activation crosses its kink, so
 * that the last bit of a float decides them; which way, differs from one runtime to the next. In
 * double it practically never does.
 *
 * <p>Operators that ONNX Runtime has no double kernel for are composed of others (convolutions,
 * average pooling, Resize, normalisations, activations), several times slower. The few that remain,
 * all smooth, compute in float between two casts.
 */
public final class DoublePrecision {
  private static final String PREFIX = "double:";

  private final TypedGraph typed;
  private final Set<String> floats;
  private final GraphBuilder builder;
  private final Ops ops;

  private DoublePrecision(TypedGraph typed, Set<String> floats) {
    this.typed = typed;
    this.floats = floats;
    this.builder = Graph.builder(typed.graph().name(), typed.graph().opset());
    this.ops = new Ops(builder, DataType.DOUBLE);
  }

  /**
   * The graph in double: initializers, intermediate results, outputs, and inputs but these.
   *
   * @param floats inputs that stay float
   * @throws GraphException if the graph has control flow
   */
  public static Graph of(TypedGraph typed, Set<String> floats) {
    return new DoublePrecision(typed, floats).rewrite();
  }

  private Graph rewrite() {
    Graph graph = typed.graph();
    graph.opsets().forEach(builder::opset);
    graph.metadata().forEach(builder::metadata);
    builder.reserve(typed.types().keySet());
    graph.inputs().forEach(this::declare);
    graph.initializers().forEach((name, tensor) -> builder.initializer(name, widened(tensor)));
    graph.nodes().forEach(this::append);
    graph.outputNames().forEach(builder::tap);
    return builder.build();
  }

  private void declare(Value input) {
    if (!isFloat(input.name())) {
      builder.input(input);
    } else if (floats.contains(input.name())) {
      builder.input(input);
      builder.add(cast(input.name(), wide(input.name()), DataType.DOUBLE));
    } else {
      builder.input(new Value(input.name(), Optional.of(DataType.DOUBLE), input.dims()));
    }
  }

  private boolean isFloat(String tensor) {
    return !tensor.isEmpty() && typed.type(tensor).type() == DataType.FLOAT;
  }

  private String wide(String tensor) {
    return floats.contains(tensor) && isFloat(tensor) ? PREFIX + tensor : tensor;
  }

  private void append(Node node) {
    if (!node.bodies().isEmpty()) {
      throw new GraphException(node + ": control flow cannot be rewritten in double precision");
    }
    boolean touches =
        node.inputs().stream().anyMatch(this::isFloat)
            || node.outputs().stream().anyMatch(this::isFloat);
    if (!touches || DoubleKernels.has(node)) {
      builder.add(widened(node));
      return;
    }
    Optional<String> composed =
        DoubleKernels.composition(node).append(new Site(ops, node, typed, this::wide));
    if (composed.isPresent()) {
      builder.add(Node.of("Identity", List.of(composed.get()), List.of(node.output(0)), Map.of()));
    } else {
      between(node);
    }
  }

  private Node widened(Node node) {
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    attributes.replaceAll(
        (name, value) ->
            value instanceof Attribute.TensorValue tensor
                ? Attribute.of(widened(tensor.value()))
                : value);
    boolean casts = node.op().equals("Cast") && isFloat(node.output(0));
    if (casts) {
      attributes.put("to", Attribute.of((long) DataType.DOUBLE.code()));
    }
    if (node.op().equals("ConstantOfShape") && isFloat(node.output(0))) {
      attributes.putIfAbsent("value", Attribute.of(Tensor.filled(DataType.DOUBLE, 0, 1)));
    }
    List<String> inputs = node.inputs().stream().map(this::wide).toList();
    return node.withInputs(inputs).withAttributes(attributes);
  }

  /** A node that stays in float, between casts. */
  private void between(Node node) {
    List<String> inputs = new ArrayList<>();
    for (String input : node.inputs()) {
      boolean narrows = isFloat(input) && !floats.contains(input);
      inputs.add(narrows ? ops.cast(input, DataType.FLOAT) : input);
    }
    List<String> outputs = new ArrayList<>();
    for (String output : node.outputs()) {
      String narrow = isFloat(output) ? builder.fresh(output) : output;
      outputs.add(narrow);
      if (isFloat(output)) {
        builder.add(cast(narrow, output, DataType.DOUBLE));
      }
    }
    builder.add(node.withInputs(inputs).withOutputs(outputs));
  }

  private static Node cast(String from, String to, DataType type) {
    return Node.of(
        "Cast", List.of(from), List.of(to), Map.of("to", Attribute.of((long) type.code())));
  }

  private static Tensor widened(Tensor tensor) {
    return tensor.type() == DataType.FLOAT ? tensor.as(DataType.DOUBLE) : tensor;
  }
}
