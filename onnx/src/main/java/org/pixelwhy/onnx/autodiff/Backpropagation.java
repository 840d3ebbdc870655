package org.pixelwhy.onnx.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Misfit;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.TensorType;

/** One pass backward through a graph: the state that {@link Differentiator} keeps meanwhile. */
final class Backpropagation {
  private final GraphBuilder builder;
  private final RuleSet rules;
  private final Graph forward;
  private final List<Node> nodes;
  private final Map<String, TensorType> types;
  private final Set<String> variables;
  private final Set<String> active;
  private final Map<String, List<String>> contributions = new HashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<Node, Node> rewritten = new HashMap<>();

  Backpropagation(TypedGraph graph, String of, Set<String> withRespectTo, RuleSet rules) {
    this.builder = graph.graph().edit();
    this.rules = rules;
    this.forward = graph.graph();
    this.nodes = forward.nodes();
    this.types = new LinkedHashMap<>(graph.types());
    this.variables = Set.copyOf(withRespectTo);
    this.active = activeTensors(graph, of, withRespectTo);
  }

  /** Tensors through which a gradient flows: they depend on a variable, and the target on them. */
  private Set<String> activeTensors(TypedGraph graph, String of, Set<String> asked) {
    Set<String> reached = new HashSet<>(asked);
    for (Node node : nodes) {
      if (passesGradient(node) && Graph.dependencies(node).stream().anyMatch(reached::contains)) {
        node.outputs().stream().filter(this::isFloating).forEach(reached::add);
      }
    }
    reached.retainAll(graph.graph().ancestors(Set.of(of)));
    return reached;
  }

  private boolean passesGradient(Node node) {
    return rules.rule(node).map(GradientRule::passesGradient).orElse(true);
  }

  private boolean isFloating(String tensor) {
    return types.containsKey(tensor) && types.get(tensor).type().isFloating();
  }

  /** Appends the backward part of every node on the way, last node first. */
  void run(String of, String seed) {
    requireRules();
    contributions.put(of, new ArrayList<>(List.of(seed)));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      boolean fed = node.outputs().stream().anyMatch(contributions::containsKey);
      if (fed && isOnTheWay(node)) {
        GradientRule rule = rules.rule(node).orElseThrow();
        Misfit.guard(node, () -> rule.differentiate(new RuleContext(this, node)));
      }
    }
  }

  private boolean isOnTheWay(Node node) {
    return passesGradient(node)
        && node.outputs().stream().anyMatch(active::contains)
        && Graph.dependencies(node).stream().anyMatch(active::contains);
  }

  private void requireRules() {
    List<Node> missing =
        nodes.stream().filter(this::isOnTheWay).filter(n -> rules.rule(n).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new UnsupportedOperatorException(missing);
    }
  }

  RuleSet rules() {
    return rules;
  }

  GraphBuilder builder() {
    return builder;
  }

  Graph forward() {
    return forward;
  }

  int position(String tensor) {
    if (positions.isEmpty()) {
      for (int i = 0; i < nodes.size(); i++) {
        int position = i;
        nodes.get(i).outputs().forEach(output -> positions.put(output, position));
      }
    }
    return positions.getOrDefault(tensor, -1);
  }

  boolean knows(String tensor) {
    return types.containsKey(tensor);
  }

  TensorType type(String tensor) {
    TensorType type = types.get(tensor);
    if (type == null) {
      throw new IllegalArgumentException("no tensor '" + tensor + "' to ask the type of");
    }
    return type;
  }

  DataType elementType(Node node) {
    return node.outputs().stream()
        .filter(this::isFloating)
        .findFirst()
        .map(output -> types.get(output).type())
        .orElse(DataType.FLOAT);
  }

  boolean isAskedFor(String tensor) {
    return variables.contains(tensor);
  }

  boolean isActive(String tensor) {
    return active.contains(tensor);
  }

  void accumulate(String tensor, String gradient) {
    contributions.computeIfAbsent(tensor, key -> new ArrayList<>()).add(gradient);
  }

  /** The sum of everything accumulated for a tensor, if there is anything. */
  Optional<String> gradient(String tensor) {
    List<String> parts = contributions.get(tensor);
    if (parts == null) {
      return Optional.empty();
    }
    if (parts.size() > 1) {
      String op = parts.size() == 2 ? "Add" : "Sum";
      String sum = builder.add(op, List.copyOf(parts), Map.of());
      parts.clear();
      parts.add(sum);
    }
    return Optional.of(parts.get(0));
  }

  String demandOutput(Node node, int i, TensorType type) {
    Node current = rewritten.getOrDefault(node, node);
    if (current.hasOutput(i)) {
      return current.output(i);
    }
    String name = builder.fresh(node.output(0) + "/output" + i);
    List<String> outputs = new ArrayList<>(current.outputs());
    while (outputs.size() <= i) {
      outputs.add("");
    }
    outputs.set(i, name);
    Node extended = current.withOutputs(outputs);
    builder.replace(current, List.of(extended));
    rewritten.put(node, extended);
    types.put(name, type);
    return name;
  }

  Map<String, TensorType> types() {
    return types;
  }
}
