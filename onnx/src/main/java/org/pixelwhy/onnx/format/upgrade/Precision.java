package org.pixelwhy.onnx.format.upgrade;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Turns float16, bfloat16 and double into float, everywhere in a graph. */
public final class Precision {
  /** Attributes that name an element type. */
  private static final Set<String> TYPES = Set.of("to", "dtype", "output_datatype", "output_dtype");

  private final Set<DataType> found = EnumSet.noneOf(DataType.class);

  private Precision() {}

  /** A graph and the floating-point types other than float that it used. */
  public record Result(Graph graph, Set<DataType> converted) {}

  /** The graph with float as its only floating-point type; values too large become the largest. */
  public static Result toFloat(Graph graph) {
    Precision precision = new Precision();
    GraphBuilder builder = precision.convert(graph);
    return precision.found.isEmpty()
        ? new Result(graph, Set.of())
        : new Result(builder.build(), precision.found);
  }

  /** Whether a graph's only floating-point type is float. */
  static boolean isAllFloat(Graph graph) {
    return toFloat(graph).converted().isEmpty();
  }

  private GraphBuilder convert(Graph graph) {
    GraphBuilder builder = Graph.builder(graph.name(), graph.opset());
    graph.opsets().forEach(builder::opset);
    graph.metadata().forEach(builder::metadata);
    graph.inputs().forEach(input -> builder.input(convert(input)));
    graph.initializers().forEach((name, tensor) -> builder.initializer(name, convert(tensor)));
    graph.nodes().forEach(node -> builder.add(convert(node)));
    graph.outputs().forEach(output -> builder.output(convert(output)));
    return builder;
  }

  private DataType convert(DataType type) {
    if (type.isFloating() && type != DataType.FLOAT) {
      found.add(type);
      return DataType.FLOAT;
    }
    return type;
  }

  private Value convert(Value value) {
    Optional<DataType> type = value.type().map(this::convert);
    return new Value(value.name(), type, value.dims());
  }

  private Tensor convert(Tensor tensor) {
    DataType type = convert(tensor.type());
    if (type == tensor.type()) {
      return tensor;
    }
    ByteBuffer bytes = Tensor.allocate(type, tensor.shape());
    for (int i = 0; i < tensor.size(); i++) {
      double value = tensor.get(i);
      boolean overflows = Double.isFinite(value) && Math.abs(value) > Float.MAX_VALUE;
      bytes.putFloat(overflows ? (float) Math.copySign(Float.MAX_VALUE, value) : (float) value);
    }
    return Tensor.of(type, tensor.shape(), bytes.flip());
  }

  private Node convert(Node node) {
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    attributes.replaceAll(
        (name, value) -> {
          if (value instanceof Attribute.TensorValue tensor) {
            return Attribute.of(convert(tensor.value()));
          } else if (TYPES.contains(name) && value instanceof Attribute.IntValue code) {
            return Attribute.of(convert(code.value()));
          }
          return value;
        });
    return node.withAttributes(attributes).mapBodies(body -> convert(body).buildBody());
  }

  private long convert(long code) {
    for (DataType type : DataType.values()) {
      if (type.code() == code) {
        return convert(type).code();
      }
    }
    return code;
  }
}
