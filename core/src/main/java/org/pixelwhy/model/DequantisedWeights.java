package org.pixelwhy.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Weights that a file keeps as whole numbers, as the floating-point numbers that the network
 * computes with: {@code (q - z) * s}, with one scale s and zero point z for all or one for each
 * index of an axis. Rules that need a layer's weights as constants then find them.
 */
final class DequantisedWeights {
  private static final Set<DataType> WHOLE =
      EnumSet.of(DataType.INT8, DataType.UINT8, DataType.INT16, DataType.UINT16, DataType.INT32);

  private DequantisedWeights() {}

  /** The graph with such weights as floating-point constants; what is stored otherwise stays. */
  static Graph in(Graph graph) {
    GraphBuilder builder = graph.edit();
    for (Node node : graph.nodes()) {
      if (node.qualifiedOp().equals("DequantizeLinear")) {
        weights(graph, node)
            .ifPresent(
                weights -> {
                  builder.remove(node);
                  builder.initializer(node.output(0), weights);
                });
      }
    }
    return builder.prune().build();
  }

  private static Optional<Tensor> weights(Graph graph, Node node) {
    Tensor whole = graph.initializers().get(node.input(0));
    Tensor scale = graph.initializers().get(node.input(1));
    Tensor zero = node.hasInput(2) ? graph.initializers().get(node.input(2)) : null;
    boolean known = whole != null && scale != null && (zero != null || !node.hasInput(2));
    if (!known || !WHOLE.contains(whole.type()) || scale.type() != DataType.FLOAT) {
      return Optional.empty();
    }
    Shape shape = whole.shape();
    int axis = (int) node.intAttribute("axis", 1);
    axis += axis < 0 ? shape.rank() : 0;
    boolean one = scale.size() == 1;
    boolean along =
        scale.shape().rank() == 1 && axis < shape.rank() && scale.size() == shape.dim(axis);
    boolean fits = zero == null || zero.size() == scale.size();
    if (node.intAttribute("block_size", 0) != 0 || !fits || !(one || along)) {
      return Optional.empty();
    }
    int inner = 1;
    for (int i = axis + 1; i < shape.rank(); i++) {
      inner *= (int) shape.dim(i);
    }
    float[] values = new float[whole.size()];
    for (int i = 0; i < values.length; i++) {
      int index = one ? 0 : i / inner % scale.size();
      double centred = whole.get(i) - (zero == null ? 0 : zero.get(index));
      values[i] = (float) centred * (float) scale.get(index);
    }
    return Optional.of(Tensor.of(values, shape.dims()));
  }
}
