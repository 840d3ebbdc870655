package org.pixelwhy.onnx.format;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Looks for weights that are no numbers.
 *
 * <p>A single infinite number is a legitimate constant: a bound, or what masks an entry out.
 */
final class WeightCheck {
  private final List<String> bad = new ArrayList<>();
  private String first = "";

  private WeightCheck() {}

  /**
   * Refuses NaN anywhere, and infinite values in tensors of more than one element.
   *
   * @throws InputException if there are such weights
   */
  static void requireFinite(Graph graph) {
    WeightCheck check = new WeightCheck();
    check.visit(graph);
    if (!check.bad.isEmpty()) {
      throw new InputException(
          Text.format(
                  "%d weight tensors hold NaN or infinite values, the first is '%s' (%s); ",
                  check.bad.size(), check.bad.get(0), check.first)
              + "export the model again");
    }
  }

  private void visit(Graph graph) {
    graph.initializers().forEach(this::visit);
    for (Node node : graph.nodes()) {
      node.bodies().forEach(this::visit);
    }
  }

  private void visit(String name, Tensor tensor) {
    if (!tensor.type().isFloating()) {
      return;
    }
    int count = 0;
    for (int i = 0; i < tensor.size(); i++) {
      double value = tensor.get(i);
      if (!Double.isFinite(value) && (tensor.size() > 1 || Double.isNaN(value))) {
        count++;
      }
    }
    if (count > 0) {
      if (bad.isEmpty()) {
        first = Text.format("%d of %d values", count, tensor.size());
      }
      bad.add(name);
    }
  }
}
