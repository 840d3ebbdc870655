package org.pixelwhy.onnx.format.upgrade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Runs one node at its old opset and after the upgrade, on the same random numbers. */
final class UpgradeCheck {
  private final Engine engine;
  private final String op;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final Map<String, Tensor> feeds = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<String> inputs = new ArrayList<>();
  private final Random random = new Random(42);
  private int outputs = 1;
  private boolean rankKnown = true;

  UpgradeCheck(Engine engine, String op) {
    this.engine = engine;
    this.op = op;
  }

  UpgradeCheck with(String attribute, Object value) {
    attributes.put(attribute, Attribute.from(value));
    return this;
  }

  UpgradeCheck with(String attribute, float... values) {
    List<Float> floats = new ArrayList<>();
    for (float value : values) {
      floats.add(value);
    }
    attributes.put(attribute, new Attribute.Floats(floats));
    return this;
  }

  UpgradeCheck normal(long... dims) {
    float[] values = new float[(int) Shape.of(dims).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return feed(Tensor.of(values, dims));
  }

  UpgradeCheck feed(Tensor tensor) {
    feeds.put("in" + inputs.size(), tensor);
    inputs.add("in" + inputs.size());
    return this;
  }

  UpgradeCheck constant(Tensor tensor) {
    constants.put("in" + inputs.size(), tensor);
    inputs.add("in" + inputs.size());
    return this;
  }

  UpgradeCheck absent() {
    inputs.add("");
    return this;
  }

  UpgradeCheck outputs(int count) {
    outputs = count;
    return this;
  }

  UpgradeCheck ofUnknownRank() {
    rankKnown = false;
    return this;
  }

  Graph graph(long opset) {
    GraphBuilder builder = Graph.builder(op, opset);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      names.add("out" + i);
    }
    feeds.forEach(
        (name, tensor) ->
            builder.input(
                rankKnown
                    ? Value.of(name, tensor.tensorType())
                    : new Value(name, Optional.of(tensor.type()), Optional.empty())));
    constants.forEach(builder::initializer);
    builder.add(Node.of(op, inputs, names, attributes));
    names.forEach(builder::tap);
    return builder.build();
  }

  /** Checks that both versions compute the same, at every opset of a range. */
  void agrees(long oldest, long newest) {
    for (long opset = oldest; opset <= newest; opset++) {
      agrees(opset);
    }
  }

  void agrees(long opset) {
    Graph old = graph(opset);
    Graph upgraded = Upgrader.upgrade(old);
    assertEquals(Upgrader.OPSET, upgraded.opset());
    Map<String, Tensor> expected = run(old);
    Map<String, Tensor> actual = run(upgraded);
    expected.forEach(
        (name, tensor) -> {
          String where = op + " of opset " + opset + ", " + name;
          assertEquals(tensor.tensorType(), actual.get(name).tensorType(), where);
          assertArrayEquals(tensor.toFloats(), actual.get(name).toFloats(), 1e-6f, where);
        });
  }

  private Map<String, Tensor> run(Graph graph) {
    try (Program program = engine.compile(graph)) {
      return program.run(feeds);
    }
  }
}
