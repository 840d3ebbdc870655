package org.pixelwhy.onnx.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A computation as plain immutable data: nodes in topological order, constants, inputs, outputs.
 *
 * <p>Graphs are changed by {@link #edit()}, which gives a builder with a copy of the content. Nodes
 * and tensors are shared between the copies, so an edit costs little whatever the weights weigh.
 */
public final class Graph {
  private final String name;
  private final Map<String, Long> opsets;
  private final List<Value> inputs;
  private final List<Value> outputs;
  private final Map<String, Tensor> initializers;
  private final List<Node> nodes;
  private final Map<String, String> metadata;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, List<Node>> consumers = new HashMap<>();

  Graph(GraphBuilder builder, List<Node> sorted) {
    this.name = builder.name();
    this.opsets = copy(builder.opsets());
    this.inputs = List.copyOf(builder.inputs());
    this.outputs = List.copyOf(builder.outputs());
    this.initializers = copy(builder.initializers());
    this.metadata = copy(builder.metadata());
    this.nodes = List.copyOf(sorted);
    for (Node node : nodes) {
      for (String output : node.outputs()) {
        producers.put(output, node);
      }
      for (String input : dependencies(node)) {
        consumers.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
      }
    }
  }

  private static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** A builder for a new graph of this opset of the ONNX standard. */
  public static GraphBuilder builder(String name, long opset) {
    return new GraphBuilder(name).opset("", opset);
  }

  /** A builder that starts with this graph's content. */
  public GraphBuilder edit() {
    GraphBuilder builder = new GraphBuilder(name);
    opsets.forEach(builder::opset);
    metadata.forEach(builder::metadata);
    inputs.forEach(builder::input);
    initializers.forEach(builder::initializer);
    nodes.forEach(builder::add);
    outputs.forEach(builder::output);
    return builder;
  }

  public String name() {
    return name;
  }

  /** Version of the ONNX standard's operators. */
  public long opset() {
    return opsets.getOrDefault("", 0L);
  }

  /** Operator set versions by domain; the standard's domain is empty. */
  public Map<String, Long> opsets() {
    return opsets;
  }

  public List<Value> inputs() {
    return inputs;
  }

  public List<Value> outputs() {
    return outputs;
  }

  public List<String> inputNames() {
    return inputs.stream().map(Value::name).toList();
  }

  public List<String> outputNames() {
    return outputs.stream().map(Value::name).toList();
  }

  /** Constant tensors by name: weights, and what was computed in advance. */
  public Map<String, Tensor> initializers() {
    return initializers;
  }

  /** All nodes, each behind the nodes whose outputs it reads. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Free text that travels with the file, by key. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The node that makes a tensor; empty for inputs and initializers. */
  public Optional<Node> producer(String tensor) {
    return Optional.ofNullable(producers.get(tensor));
  }

  /** The nodes that read a tensor, sub-graphs of control flow included. */
  public List<Node> consumers(String tensor) {
    return Collections.unmodifiableList(consumers.getOrDefault(tensor, List.of()));
  }

  /** Whether some input, initializer or node of this graph has this name. */
  public boolean defines(String tensor) {
    return producers.containsKey(tensor)
        || initializers.containsKey(tensor)
        || inputs.stream().anyMatch(input -> input.name().equals(tensor));
  }

  /** Names that this graph reads but does not define: what a sub-graph captures from outside. */
  public Set<String> freeNames() {
    Set<String> free = new LinkedHashSet<>();
    for (Node node : nodes) {
      dependencies(node).stream().filter(name -> !defines(name)).forEach(free::add);
    }
    outputNames().stream().filter(name -> !defines(name)).forEach(free::add);
    return free;
  }

  /** What a node reads: its inputs that are given, and what its sub-graphs capture. */
  public static Set<String> dependencies(Node node) {
    Set<String> names = new LinkedHashSet<>(node.inputs());
    names.remove("");
    for (Attribute attribute : node.attributes().values()) {
      if (attribute instanceof Attribute.GraphValue sub) {
        names.addAll(sub.value().freeNames());
      } else if (attribute instanceof Attribute.Graphs subs) {
        subs.values().forEach(sub -> names.addAll(sub.freeNames()));
      }
    }
    return names;
  }

  /** The tensors that lie on a path from one of these tensors, themselves included. */
  public Set<String> descendants(Set<String> tensors) {
    Set<String> reached = new LinkedHashSet<>(tensors);
    for (Node node : nodes) {
      if (dependencies(node).stream().anyMatch(reached::contains)) {
        reached.addAll(node.outputs());
      }
    }
    reached.remove("");
    return reached;
  }

  /** The tensors that these tensors are computed from, themselves included. */
  public Set<String> ancestors(Set<String> tensors) {
    Set<String> needed = new LinkedHashSet<>(tensors);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (nodes.get(i).outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(dependencies(nodes.get(i)));
      }
    }
    return needed;
  }

  @Override
  public String toString() {
    return Text.format(
        "graph '%s': %d nodes, %d initializers, inputs %s, outputs %s",
        name, nodes.size(), initializers.size(), inputs, outputs);
  }
}
