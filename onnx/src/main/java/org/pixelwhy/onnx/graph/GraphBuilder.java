package org.pixelwhy.onnx.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Collects and rewrites the content of a graph; {@link #build()} sorts and checks it.
 *
 * <p>Nodes may be added in any order. Not thread-safe.
 */
public final class GraphBuilder {
  private final String name;
  private final Map<String, Long> opsets = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Value> inputs = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private final Map<String, Tensor> initializers = new LinkedHashMap<>();
  private final Set<Node> nodes = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> reserved = new LinkedHashSet<>();
  private final Map<String, Integer> counters = new LinkedHashMap<>();
  private String prefix = "";

  GraphBuilder(String name) {
    this.name = name;
  }

  public GraphBuilder opset(String domain, long version) {
    opsets.put(domain, version);
    return this;
  }

  public GraphBuilder metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /** Declares an input. */
  public GraphBuilder input(Value value) {
    define(value.name(), "input '" + value.name() + "'");
    inputs.put(value.name(), value);
    return this;
  }

  /** Declares an output: a tensor that some node makes, an input or an initializer. */
  public GraphBuilder output(Value value) {
    if (outputs.putIfAbsent(value.name(), value) != null) {
      throw new GraphException("output '" + value.name() + "' is declared twice");
    }
    return this;
  }

  /** Makes a tensor an output, if it is none yet; its type is left to the runtime. */
  public GraphBuilder tap(String tensor) {
    outputs.putIfAbsent(tensor, Value.untyped(tensor));
    return this;
  }

  /** Replaces all outputs; see {@link #tap}. */
  public GraphBuilder outputs(List<String> tensors) {
    Map<String, Value> old = new LinkedHashMap<>(outputs);
    outputs.clear();
    tensors.forEach(t -> outputs.put(t, old.getOrDefault(t, Value.untyped(t))));
    return this;
  }

  /** Adds a constant under a given name. */
  public GraphBuilder initializer(String tensor, Tensor value) {
    define(tensor, "initializer '" + tensor + "'");
    initializers.put(tensor, value);
    return this;
  }

  /** Adds a constant under a fresh name and returns that name. */
  public String constant(String hint, Tensor value) {
    String tensor = fresh(hint);
    initializer(tensor, value);
    return tensor;
  }

  /** Replaces the value of a constant. */
  public GraphBuilder replaceInitializer(String tensor, Tensor value) {
    if (initializers.replace(tensor, value) == null) {
      throw new GraphException("there is no initializer '" + tensor + "' to replace");
    }
    return this;
  }

  public GraphBuilder add(Node node) {
    for (String output : node.outputs()) {
      if (!output.isEmpty()) {
        define(output, node.toString());
      }
    }
    nodes.add(node);
    return this;
  }

  /** Adds a node of the ONNX standard with one output, and returns the output's fresh name. */
  public String add(String op, List<String> inputs, Map<String, Attribute> attributes) {
    String output = fresh(op);
    add(Node.of(op, inputs, List.of(output), attributes));
    return output;
  }

  /** Replaces one node by others, which may make the same tensors. */
  public GraphBuilder replace(Node node, List<Node> replacements) {
    remove(node);
    replacements.forEach(this::add);
    return this;
  }

  public GraphBuilder remove(Node node) {
    if (!nodes.remove(node)) {
      throw new GraphException("the graph has no " + node);
    }
    names.removeAll(node.outputs());
    return this;
  }

  /** Turns a tensor that some node makes into an input of the graph. */
  public GraphBuilder cut(Value value) {
    List<Node> makers =
        nodes.stream().filter(node -> node.outputs().contains(value.name())).toList();
    for (Node maker : makers) {
      UnaryOperator<String> drop = output -> output.equals(value.name()) ? "" : output;
      replace(maker, List.of(maker.withOutputs(maker.outputs().stream().map(drop).toList())));
    }
    return input(value);
  }

  public GraphBuilder removeInput(String input) {
    if (inputs.remove(input) == null) {
      throw new GraphException("there is no input '" + input + "' to remove");
    }
    names.remove(input);
    return this;
  }

  /** Replaces the declaration of an input, for example to fix its size. */
  public GraphBuilder redeclare(Value value) {
    if (inputs.replace(value.name(), value) == null) {
      throw new GraphException("there is no input '" + value.name() + "' to declare again");
    }
    return this;
  }

  /** Lets every reader of one tensor read another; outputs and sub-graphs keep their names. */
  public GraphBuilder rewire(String from, String to) {
    UnaryOperator<String> swap = input -> input.equals(from) ? to : input;
    for (Node node : List.copyOf(nodes)) {
      if (node.inputs().contains(from)) {
        replace(node, List.of(node.withInputs(node.inputs().stream().map(swap).toList())));
      }
    }
    return this;
  }

  /** A name that nothing in this graph has yet. */
  public String fresh(String hint) {
    String candidate;
    do {
      candidate = prefix + hint + "_" + counters.merge(hint, 1, Integer::sum);
    } while (names.contains(candidate) || reserved.contains(candidate));
    return candidate;
  }

  /** Lets fresh names begin with this from now on, so that no other builder makes the same ones. */
  public GraphBuilder prefix(String newPrefix) {
    prefix = newPrefix;
    return this;
  }

  /** Keeps fresh names away from these, which will be used later or elsewhere. */
  public GraphBuilder reserve(Collection<String> taken) {
    reserved.addAll(taken);
    return this;
  }

  private void define(String tensor, String what) {
    if (tensor.isEmpty()) {
      throw new GraphException("a tensor needs a name: " + what);
    }
    if (!names.add(tensor)) {
      throw new GraphException(
          Text.format("the name '%s' is used twice: it cannot also be made by %s", tensor, what));
    }
  }

  /** Drops nodes and initializers that no output needs. Inputs stay. */
  public GraphBuilder prune() {
    Pruning.prune(nodes, initializers.keySet(), outputs.keySet());
    names.clear();
    names.addAll(inputs.keySet());
    names.addAll(initializers.keySet());
    nodes.forEach(node -> names.addAll(node.outputs()));
    return this;
  }

  /**
   * The finished graph.
   *
   * @throws GraphException if a node or output reads a tensor that nothing makes, or if nodes
   *     depend on each other in a circle
   */
  public Graph build() {
    Set<String> known = new LinkedHashSet<>(inputs.keySet());
    known.addAll(initializers.keySet());
    List<Node> sorted = TopologicalOrder.sort(List.copyOf(nodes), known);
    for (String output : outputs.keySet()) {
      if (!names.contains(output)) {
        throw new GraphException(
            Text.format("output '%s' of graph '%s' is made by no node", output, name));
      }
    }
    return new Graph(this, sorted);
  }

  /** The finished graph as the body of a control-flow node, which may read tensors from outside. */
  public Graph buildBody() {
    Set<String> known = new LinkedHashSet<>(inputs.keySet());
    known.addAll(initializers.keySet());
    for (Node node : nodes) {
      Graph.dependencies(node).stream().filter(read -> !names.contains(read)).forEach(known::add);
    }
    return new Graph(this, TopologicalOrder.sort(List.copyOf(nodes), known));
  }

  String name() {
    return name;
  }

  /** Operator set versions by domain, so far. */
  public Map<String, Long> opsets() {
    return Collections.unmodifiableMap(opsets);
  }

  Map<String, String> metadata() {
    return metadata;
  }

  List<Value> inputs() {
    return List.copyOf(inputs.values());
  }

  List<Value> outputs() {
    return List.copyOf(outputs.values());
  }

  /** The constants collected so far. */
  public Map<String, Tensor> initializers() {
    return Collections.unmodifiableMap(initializers);
  }

  /** The nodes collected so far, in the order in which they were added. */
  public List<Node> nodes() {
    return new ArrayList<>(nodes);
  }
}
