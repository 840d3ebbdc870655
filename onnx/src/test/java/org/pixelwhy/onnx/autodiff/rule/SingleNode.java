package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.Tensor;

/** A graph of one node, whose rule is run and compared with values known otherwise. */
record SingleNode(String op, Map<String, ?> attributes, List<Tensor> inputs) {

  /** The shape of the node's output. */
  long[] outputShape(Engine engine) {
    return typed(engine).shape("y").dims();
  }

  /** The gradient of the first input for this dy; the other inputs are constants. */
  Tensor gradient(Engine engine, Tensor dy) {
    GradientGraph gradient =
        new Differentiator(StandardRules.standard())
            .differentiate(typed(engine), "y", List.of("x0"));
    try (Program program = engine.compile(gradient.graph())) {
      return program
          .run(Map.of("x0", inputs.get(0), gradient.seed(), dy))
          .get(gradient.gradients().get("x0"));
    }
  }

  private TypedGraph typed(Engine engine) {
    GraphBuilder builder = Graph.builder("single", 21);
    builder.input(Value.of("x0", inputs.get(0).tensorType()));
    List<String> names = new ArrayList<>(List.of("x0"));
    for (int i = 1; i < inputs.size(); i++) {
      names.add("x" + i);
      builder.initializer("x" + i, inputs.get(i));
    }
    Map<String, Attribute> converted = new LinkedHashMap<>();
    attributes.forEach((name, value) -> converted.put(name, Attribute.from(value)));
    builder.add(Node.of(op, names, List.of("y"), converted)).tap("y");
    return new ShapeProbe(engine).probe(builder.build(), Map.of());
  }
}
