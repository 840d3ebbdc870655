package org.pixelwhy.onnx.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pixelwhy.tensor.Tensor;

/** Copies the content of a body (of a function, branch or loop) into another graph. */
public final class Inlining {
  private final Graph body;
  private final GraphBuilder target;
  private final Map<String, String> constants = new HashMap<>();

  /** Prepares copies of a body; its constants are added to the target once, for all copies. */
  public Inlining(Graph body, GraphBuilder target) {
    this(body, target, Map.of());
  }

  /**
   * Prepares copies of a body that has constants in common with the target's surroundings.
   *
   * @param shared constants that the target sees under these names; the body's own are the same
   *     where name and tensor are, and are not added again
   */
  public Inlining(Graph body, GraphBuilder target, Map<String, Tensor> shared) {
    this.body = body;
    this.target = target;
    body.nodes().forEach(node -> reserveNested(node, target));
    body.initializers()
        .forEach(
            (name, tensor) ->
                constants.put(
                    name, shared.get(name) == tensor ? name : target.constant(name, tensor)));
  }

  /** A fresh name must not be one that a nested body gives to something else. */
  private static void reserveNested(Node node, GraphBuilder target) {
    for (Graph sub : node.bodies()) {
      target.reserve(sub.initializers().keySet());
      target.reserve(sub.inputNames());
      for (Node inner : sub.nodes()) {
        target.reserve(inner.outputs());
        reserveNested(inner, target);
      }
    }
  }

  /**
   * Adds a copy of the body's nodes under fresh names.
   *
   * @param bindings names in the target by name in the body: of the body's inputs, and of node
   *     outputs whose name in the target is given; empty for an input that is not given
   * @return the names in the target of the body's outputs, in order
   */
  public List<String> copy(Map<String, String> bindings) {
    Map<String, String> names = new HashMap<>(constants);
    names.putAll(bindings);
    for (Node node : body.nodes()) {
      for (String output : node.outputs()) {
        if (!output.isEmpty()) {
          names.computeIfAbsent(output, target::fresh);
        }
      }
    }
    body.nodes().forEach(node -> target.add(rename(node, names)));
    return body.outputNames().stream().map(name -> names.getOrDefault(name, name)).toList();
  }

  /**
   * Adds a copy of the body's nodes such that its outputs get these names; empty where an output is
   * not wanted.
   */
  public void copyAs(Map<String, String> inputs, List<String> outputs) {
    Map<String, String> bindings = new HashMap<>(inputs);
    List<String> names = body.outputNames();
    for (int i = 0; i < Math.min(names.size(), outputs.size()); i++) {
      if (!outputs.get(i).isEmpty() && body.producer(names.get(i)).isPresent()) {
        bindings.put(names.get(i), outputs.get(i));
      }
    }
    List<String> made = copy(bindings);
    for (int i = 0; i < Math.min(made.size(), outputs.size()); i++) {
      if (!outputs.get(i).isEmpty() && !made.get(i).equals(outputs.get(i))) {
        target.add(Node.of("Identity", List.of(made.get(i)), List.of(outputs.get(i)), Map.of()));
      }
    }
  }

  /** The node's own name, of which a graph may have but one, follows its output. */
  private static Node rename(Node node, Map<String, String> names) {
    UnaryOperator<String> rename = name -> names.getOrDefault(name, name);
    List<String> outputs = node.outputs().stream().map(rename).toList();
    boolean moved = !node.name().isEmpty() && !outputs.equals(node.outputs());
    String label = moved ? outputs.get(0) : node.name();
    List<String> inputs = node.inputs().stream().map(rename).toList();
    return new Node(label, node.domain(), node.op(), inputs, outputs, node.attributes())
        .mapBodies(sub -> renameCaptures(sub, names));
  }

  /** What a nested body defines itself keeps its name, which hides the outer one. */
  private static Graph renameCaptures(Graph sub, Map<String, String> names) {
    Map<String, String> visible = new HashMap<>(names);
    visible.keySet().removeIf(sub::defines);
    GraphBuilder builder = Graph.builder(sub.name(), sub.opset());
    sub.opsets().forEach(builder::opset);
    sub.inputs().forEach(builder::input);
    sub.initializers().forEach(builder::initializer);
    sub.nodes().forEach(node -> builder.add(rename(node, visible)));
    for (Value output : sub.outputs()) {
      String renamed = visible.getOrDefault(output.name(), output.name());
      builder.output(new Value(renamed, output.type(), output.dims()));
    }
    return builder.buildBody();
  }
}
