package org.pixelwhy.onnx.format;

import java.util.Optional;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Turns {@code Constant} nodes into initializers; those of strings stay. */
final class ConstantNodes {
  private ConstantNodes() {}

  static Graph toInitializers(Graph graph) {
    return rewrite(graph).build();
  }

  private static GraphBuilder rewrite(Graph graph) {
    GraphBuilder builder = graph.edit();
    for (Node node : graph.nodes()) {
      Optional<Tensor> value = value(node);
      if (value.isPresent() && node.outputs().size() == 1) {
        builder.remove(node).initializer(node.output(0), value.get());
      } else if (!node.bodies().isEmpty()) {
        builder.remove(node).add(node.mapBodies(body -> rewrite(body).buildBody()));
      }
    }
    return builder;
  }

  private static Optional<Tensor> value(Node node) {
    if (!node.domain().isEmpty()
        || !node.op().equals("Constant")
        || node.attributes().size() != 1) {
      return Optional.empty();
    }
    Attribute value = node.attributes().values().iterator().next();
    if (value instanceof Attribute.TensorValue tensor) {
      return Optional.of(tensor.value());
    } else if (value instanceof Attribute.IntValue number) {
      return Optional.of(Tensor.of(new long[] {number.value()}));
    } else if (value instanceof Attribute.Ints numbers) {
      return Optional.of(Tensor.vector(numbers.toArray()));
    } else if (value instanceof Attribute.FloatValue number) {
      return Optional.of(Tensor.scalar(DataType.FLOAT, number.value()));
    } else if (value instanceof Attribute.Floats numbers) {
      float[] values = new float[numbers.values().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers.values().get(i);
      }
      return Optional.of(Tensor.of(values, values.length));
    }
    return Optional.empty();
  }
}
