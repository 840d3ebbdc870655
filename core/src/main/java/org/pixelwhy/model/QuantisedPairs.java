package org.pixelwhy.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * Writes what a quantised network does to its values, QuantizeLinear and then DequantizeLinear, as
 * what that is in floating-point numbers: {@code clip(round(x / s), low - z, high - z) * s} with
 * scale s, zero point z and the range low to high of the whole numbers. The values are the same,
 * and the rounding is a node of its own, which rules may pass.
 *
 * <p>Pairs with one scale for all channels are written so; others stay.
 */
final class QuantisedPairs {
  private final Graph graph;
  private final GraphBuilder builder;
  private int written;

  private QuantisedPairs(Graph graph) {
    this.graph = graph;
    this.builder = graph.edit();
  }

  /**
   * A network with its pairs written so.
   *
   * @param pairs how many there were
   */
  record Written(Graph graph, int pairs) {}

  static Written in(Graph graph) {
    QuantisedPairs pairs = new QuantisedPairs(graph);
    for (Node node : graph.nodes()) {
      if (node.qualifiedOp().equals("DequantizeLinear")) {
        pairs.write(node);
      }
    }
    return new Written(pairs.builder.prune().build(), pairs.written);
  }

  private void write(Node dequantize) {
    Optional<Node> quantize =
        graph
            .producer(dequantize.input(0))
            .filter(node -> node.qualifiedOp().equals("QuantizeLinear"));
    Optional<Tensor> back = scale(dequantize);
    Optional<Tensor> there = quantize.flatMap(this::scale);
    if (there.isEmpty() || back.isEmpty()) {
      return;
    }
    DataType type = type(quantize.get());
    double zero = zero(quantize.get());
    if (zero != zero(dequantize) || type.bytes() > 2) {
      return;
    }
    double steps = Math.pow(2, 8 * type.bytes());
    boolean signed = type == DataType.INT8 || type == DataType.INT16;
    double low = signed ? -steps / 2 : 0;
    Ops ops = new Ops(builder, DataType.FLOAT);
    String rounded = ops.op("Round", ops.div(quantize.get().input(0), ops.constant(there.get())));
    String least = ops.scalar(low - zero);
    String most = ops.scalar(low + steps - 1 - zero);
    String limited = ops.op("Clip", rounded, least, most);
    List<String> factors = List.of(limited, ops.constant(back.get()));
    builder.replace(dequantize, List.of(Node.of("Mul", factors, dequantize.outputs(), Map.of())));
    written++;
  }

  /** One scale in floats, if that is what a node has. */
  private Optional<Tensor> scale(Node node) {
    return Optional.ofNullable(graph.initializers().get(node.input(1)))
        .filter(scale -> scale.size() == 1 && scale.type() == DataType.FLOAT)
        .filter(scale -> !node.hasInput(2) || graph.initializers().containsKey(node.input(2)))
        .map(scale -> scale.reshape());
  }

  private double zero(Node node) {
    Tensor zero = graph.initializers().get(node.input(2));
    return zero == null ? 0 : zero.get(0);
  }

  private DataType type(Node quantize) {
    Tensor zero = graph.initializers().get(quantize.input(2));
    long stated = quantize.intAttribute("output_dtype", 0);
    if (zero != null) {
      return zero.type();
    }
    return stated == 0 ? DataType.UINT8 : DataType.ofCode((int) stated);
  }
}
