package org.pixelwhy.onnx.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Inlining;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Replaces calls of a model's own functions by the nodes of the function. */
final class FunctionInliner {
  private static final int DEEPEST = 64;
  private static final int MOST_NODES = 100_000;

  private final Map<String, Function> functions;
  private int nodes;

  /**
   * A function of the model.
   *
   * @param body its nodes, inputs and outputs
   * @param defaults values of attributes that a call may leave out
   */
  record Function(Graph body, Map<String, Attribute> defaults) {}

  /**
   * @param functions by {@linkplain Node#qualifiedOp() qualified operator}
   */
  FunctionInliner(Map<String, Function> functions) {
    this.functions = functions;
  }

  /** Operator of a node or function; functions of one name are told apart by their overload. */
  static String operator(String name, String overload) {
    return overload.isEmpty() ? name : name + ":" + overload;
  }

  /**
   * The graph without calls.
   *
   * @throws InputException if functions call each other in a circle or grow beyond all measure
   */
  Graph inline(Graph graph) {
    return functions.isEmpty() ? graph : inline(graph, 0, List.of()).build();
  }

  private GraphBuilder inline(Graph graph, int depth, List<String> taken) {
    if (depth > DEEPEST) {
      throw new InputException(
          Text.format(
              "functions call each other more than %d levels deep; is the file damaged?", DEEPEST));
    }
    List<String> names = new ArrayList<>(taken);
    GraphBuilder builder = Graph.builder(graph.name(), graph.opset());
    graph.opsets().forEach(builder::opset);
    graph.metadata().forEach(builder::metadata);
    graph.inputs().forEach(builder::input);
    graph.initializers().forEach(builder::initializer);
    for (Node node : graph.nodes()) {
      names.addAll(node.outputs());
      names.addAll(Graph.dependencies(node));
    }
    builder.reserve(names);
    for (Node node : graph.nodes()) {
      Function function = functions.get(node.qualifiedOp());
      if (++nodes > MOST_NODES) {
        throw new InputException(
            Text.format("with all functions inlined the model has more than %d nodes", MOST_NODES));
      } else if (function != null) {
        call(node, function, depth, builder);
      } else {
        builder.add(node.mapBodies(body -> inline(body, depth + 1, names).buildBody()));
      }
    }
    graph.outputs().forEach(builder::output);
    return builder;
  }

  private void call(Node node, Function function, int depth, GraphBuilder builder) {
    Map<String, Attribute> values = new LinkedHashMap<>(function.defaults());
    values.putAll(node.attributes());
    Graph body = inline(resolve(function.body(), values).build(), depth + 1, List.of()).build();
    Map<String, String> bindings = new HashMap<>();
    for (int i = 0; i < body.inputs().size(); i++) {
      bindings.put(body.inputNames().get(i), node.input(i));
    }
    new Inlining(body, builder).copyAs(bindings, node.outputs());
  }

  /** The body with the values of a call in place of references; a missing value is left out. */
  private static GraphBuilder resolve(Graph body, Map<String, Attribute> values) {
    GraphBuilder builder = Graph.builder(body.name(), body.opset());
    body.opsets().forEach(builder::opset);
    body.inputs().forEach(builder::input);
    body.initializers().forEach(builder::initializer);
    for (Node node : body.nodes()) {
      Map<String, Attribute> attributes = new LinkedHashMap<>();
      node.attributes()
          .forEach(
              (name, value) -> {
                Attribute resolved =
                    value instanceof Attribute.Reference reference
                        ? values.get(reference.name())
                        : value;
                if (resolved != null) {
                  attributes.put(name, resolved);
                }
              });
      builder.add(
          node.withAttributes(attributes).mapBodies(sub -> resolve(sub, values).buildBody()));
    }
    body.outputs().forEach(builder::output);
    return builder;
  }
}
