package org.pixelwhy.onnx.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.ControlFlow;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * Fixes the sizes of a graph's inputs and finds out the type and shape of every tensor.
 *
 * <p>The runtime's own shape inference is asked first, on a copy of the graph without weights,
 * which takes milliseconds. What is computed from shapes alone then becomes a constant, and the
 * inference is asked again. What is still open after that is measured by running the graph once.
 */
public final class ShapeProbe {
  private final Engine engine;
  private final long limit;

  public ShapeProbe(Engine engine) {
    this(engine, engine.options().memory());
  }

  /**
   * @param limit bytes that the tensors of one run may take; more is refused
   */
  public ShapeProbe(Engine engine, long limit) {
    this.engine = engine;
    this.limit = limit;
  }

  /**
   * The graph with these input shapes.
   *
   * @param shapes a shape for every input whose declared shape is not fixed
   * @throws InputException if a shape is missing or the graph cannot work with them
   */
  public TypedGraph probe(Graph graph, Map<String, Shape> shapes) {
    Graph fixed = ControlFlow.unroll(fixInputs(graph, shapes));
    while (true) {
      ExtentCheck.require(fixed);
      Map<String, TensorType> types = new StaticShapes(engine).infer(fixed);
      ExtentCheck.require(fixed, types);
      VectorInputs.require(fixed, types);
      MemoryCheck.require(fixed, types, limit);
      Graph folded = fold(fixed, types);
      if (folded == fixed) {
        types = new MeasuredShapes(engine).complete(fixed, types);
        folded = fold(fixed, types);
      }
      if (folded == fixed) {
        requireReshapes(fixed, types);
        return new TypedGraph(fixed, types);
      }
      fixed = folded;
    }
  }

  /** The runtime's inference believes a Reshape whose extents are built in at any size. */
  private static void requireReshapes(Graph graph, Map<String, TensorType> types) {
    for (Node node : graph.nodes()) {
      TensorType from = types.get(node.input(0));
      TensorType to = types.get(node.output(0));
      boolean known = node.qualifiedOp().equals("Reshape") && from != null && to != null;
      if (known && from.shape().size() != to.shape().size()) {
        throw new InputException(
            Text.format(
                "%s cannot make %s of %s; the graph takes another size of its input",
                node, to.shape(), from.shape()));
      }
    }
  }

  private Graph fold(Graph graph, Map<String, TensorType> types) {
    return ControlFlow.unroll(new ShapeFolding(engine).fold(graph, types));
  }

  private static Graph fixInputs(Graph graph, Map<String, Shape> shapes) {
    GraphBuilder builder = graph.edit();
    for (Value input : graph.inputs()) {
      Shape shape =
          shapes.containsKey(input.name())
              ? shapes.get(input.name())
              : input
                  .fixedShape()
                  .orElseThrow(
                      () ->
                          new InputException(
                              Text.format("input '%s' has no fixed shape; give one", input)));
      requireCompatible(input, shape);
      DataType type =
          input
              .type()
              .orElseThrow(() -> new GraphException(Text.format("input '%s' has no type", input)));
      builder.redeclare(Value.of(input.name(), type, shape.dims()));
    }
    // Declared output shapes may name a size that the input does not have any more.
    return builder.outputs(List.of()).outputs(graph.outputNames()).build();
  }

  private static void requireCompatible(Value input, Shape shape) {
    boolean fits =
        input
            .dims()
            .map(
                dims -> {
                  boolean same = dims.size() == shape.rank();
                  for (int i = 0; same && i < dims.size(); i++) {
                    same = !dims.get(i).isFixed() || dims.get(i).extent() == shape.dim(i);
                  }
                  return same;
                })
            .orElse(true);
    if (!fits) {
      throw new InputException(
          Text.format(
              "input '%s' cannot have shape %s; give one that fits its declaration", input, shape));
    }
  }

  /** The types of a graph's inputs and initializers, where the probing starts. */
  static Map<String, TensorType> given(Graph graph) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (Value input : graph.inputs()) {
      types.put(
          input.name(),
          new TensorType(input.type().orElseThrow(), input.fixedShape().orElseThrow()));
    }
    graph.initializers().forEach((name, tensor) -> types.put(name, tensor.tensorType()));
    return types;
  }
}
