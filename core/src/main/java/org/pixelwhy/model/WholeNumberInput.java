package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
import org.pixelwhy.tensor.Text;

/**
 * Lets a network whose image comes in whole numbers take it as floating-point numbers: the values
 * that its own Cast would make. Gradients, which whole numbers have none of, are with respect to
 * these.
 *
 * @param graph the network with an input of the same name and type float
 * @param note what was changed
 */
record WholeNumberInput(Graph graph, String note) {
  /** Operators that give what they take, of whatever type, in other places. */
  private static final Set<String> MOVES =
      Set.of(
          "Identity",
          "Transpose",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Slice",
          "Gather",
          "Split",
          "Expand",
          "Tile",
          "DepthToSpace",
          "SpaceToDepth");

  /** Operators that read only how large a tensor is. */
  private static final Set<String> SIZES = Set.of("Shape", "Size");

  /** Whether an input holds whole numbers. */
  static boolean isOne(Value input) {
    return input.type().map(type -> !type.isFloating() && type != DataType.BOOL).orElse(false);
  }

  /** The network with its input of whole numbers turned into one of floating-point numbers. */
  static WholeNumberInput of(Graph graph, Value input) {
    Value floating = new Value(input.name(), Optional.of(DataType.FLOAT), input.dims());
    GraphBuilder builder = graph.edit();
    String type = input.type().orElseThrow().toString();
    if (convert(builder, graph, input)) {
      builder.redeclare(floating);
      return new WholeNumberInput(
          rebuilt(builder, graph),
          Text.format(
              "input '%s' takes whole numbers (%s); the network is fed the floating-point numbers"
                  + " behind its Cast, and gradients are with respect to these",
              input.name(), type));
    }
    GraphBuilder cast = graph.edit();
    String whole = cast.fresh(input.name() + "_whole");
    cast.rewire(input.name(), whole);
    cast.redeclare(floating);
    cast.add(
        Node.of(
            "Cast",
            List.of(input.name()),
            List.of(whole),
            Map.of("to", Attribute.of((long) input.type().orElseThrow().code()))));
    return new WholeNumberInput(
        rebuilt(cast, graph),
        Text.format(
            "input '%s' takes whole numbers (%s) and computes with them: values are cut to whole"
                + " numbers, and no gradient passes there",
            input.name(), type));
  }

  private static Graph rebuilt(GraphBuilder builder, Graph graph) {
    // The outputs' declared shapes may name extents that are now fixed.
    return builder.outputs(List.of()).outputs(graph.outputNames()).prune().build();
  }

  /** Lets all readers work on floating-point numbers; false where one computes with whole ones. */
  private static boolean convert(GraphBuilder builder, Graph graph, Value input) {
    Set<String> moved = new HashSet<>(Set.of(input.name()));
    for (Node node : graph.nodes()) {
      if (Graph.dependencies(node).stream().noneMatch(moved::contains)) {
        continue;
      }
      boolean first = moved.contains(node.input(0)) && node.domain().isEmpty();
      boolean alone = node.inputs().stream().skip(1).noneMatch(moved::contains);
      if (!first || !alone) {
        return false;
      }
      if (MOVES.contains(node.op())) {
        moved.addAll(node.outputs());
      } else if (node.op().equals("Cast")) {
        if (!target(node).isFloating()) {
          if (!isWider(input.type().orElseThrow(), target(node))) {
            return false;
          }
          builder.replace(node, List.of(identity(node)));
          moved.addAll(node.outputs());
        }
      } else if (node.op().equals("DequantizeLinear")) {
        if (!dequantize(builder, graph, node)) {
          return false;
        }
      } else if (!SIZES.contains(node.op())) {
        return false;
      }
    }
    return graph.outputNames().stream().noneMatch(moved::contains);
  }

  private static DataType target(Node cast) {
    return DataType.ofCode((int) cast.intAttribute("to", DataType.FLOAT.code()));
  }

  private static boolean isWider(DataType from, DataType to) {
    return to != DataType.BOOL && to.bytes() > from.bytes();
  }

  private static Node identity(Node cast) {
    return Node.of("Identity", List.of(cast.input(0)), cast.outputs(), Map.of());
  }

  /** {@code (x - zero) * scale}; false where there is a scale for each channel. */
  private static boolean dequantize(GraphBuilder builder, Graph graph, Node node) {
    Tensor scale = graph.initializers().get(node.input(1));
    Tensor zero = graph.initializers().get(node.input(2));
    boolean fits = scale != null && scale.size() == 1 && (!node.hasInput(2) || zero != null);
    if (!fits) {
      return false;
    }
    String shifted = node.input(0);
    if (zero != null) {
      String by = builder.constant("zero_point", Tensor.scalar(DataType.FLOAT, zero.get(0)));
      shifted = builder.add("Sub", List.of(shifted, by), Map.of());
    }
    List<String> factors = new ArrayList<>(List.of(shifted, node.input(1)));
    builder.replace(node, List.of(Node.of("Mul", factors, node.outputs(), Map.of())));
    return true;
  }
}
