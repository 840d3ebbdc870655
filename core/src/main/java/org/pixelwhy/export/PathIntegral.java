package org.pixelwhy.export;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Inlining;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * A weighted sum of gradients at points on a straight way, as an ONNX Loop: each round runs the
 * model forward and backward at one point, and keeps only the sum. The weights of the model stay
 * outside of the loop, where its other passes read them too.
 *
 * @param gradient the model with its backward pass
 * @param input name of the model's input
 * @param shared constants that are seen from inside the loop
 * @param taken names that are seen from inside the loop
 */
record PathIntegral(
    GradientGraph gradient, String input, Map<String, Tensor> shared, Set<String> taken) {
  /**
   * Appends the loop; gives the name of the sum.
   *
   * @param start name of where the way begins
   * @param seed name of dt/dy
   */
  String append(GraphBuilder outer, String start, String seed, double[] shares, double[] weights) {
    TensorType type = gradient.typed().type(input);
    Ops ops = new Ops(outer, type.type());
    String positions = ops.constant(Tensor.of(shares, shares.length).as(type.type()));
    String factors = ops.constant(Tensor.of(weights, weights.length).as(type.type()));
    String way = ops.sub(input, start);
    Set<String> visible = new LinkedHashSet<>(taken);
    visible.addAll(List.of(positions, factors, way, start, seed));
    GraphBuilder body =
        Graph.builder("step", outer.opsets().get("")).reserve(visible).prefix("step/");
    outer.opsets().forEach(body::opset);
    String round = declare(body, "round", new TensorType(DataType.INT64, Shape.of()));
    String going = declare(body, "going", new TensorType(DataType.BOOL, Shape.of()));
    String sum = declare(body, "sum", type);
    Ops inside = new Ops(body, type.type());
    String share = inside.op("Gather", positions, round);
    String point = inside.add(start, inside.mul(share, way));
    String slope = copy(body, point, seed);
    String next = inside.add(sum, inside.mul(inside.op("Gather", factors, round), slope));
    String on = inside.op("Identity", going);
    body.output(Value.of(on, DataType.BOOL)).output(Value.of(next, type));
    Graph built = body.buildBody();
    built.nodes().forEach(node -> outer.reserve(node.outputs()));
    outer.reserve(built.inputNames()).reserve(built.initializers().keySet());
    String rounds = outer.constant("rounds", Tensor.scalar(DataType.INT64, shares.length));
    String result = outer.fresh("Loop");
    outer.add(
        Node.of(
            "Loop",
            List.of(rounds, "", ops.filled(type.shape(), 0)),
            List.of(result),
            Map.of("body", Attribute.from(built))));
    return result;
  }

  private static String declare(GraphBuilder body, String hint, TensorType type) {
    String name = body.fresh(hint);
    body.input(Value.of(name, type));
    return name;
  }

  /** Copies the model and its backward pass into the loop; gives the name of the gradient there. */
  private String copy(GraphBuilder body, String point, String seed) {
    String slope = gradient.gradients().get(input);
    Graph pass = gradient.graph().edit().outputs(List.of(slope)).prune().build();
    Map<String, String> bindings = new HashMap<>();
    bindings.put(input, point);
    bindings.put(gradient.seed(), seed);
    return new Inlining(pass, body, shared).copy(bindings).get(0);
  }
}
