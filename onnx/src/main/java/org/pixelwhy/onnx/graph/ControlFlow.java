package org.pixelwhy.onnx.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Replaces {@code If} and {@code Loop} whose conditions are constants by the nodes they run. */
public final class ControlFlow {
  private static final int MOST_NODES = 10_000;

  private final Graph graph;
  private final GraphBuilder builder;
  private int room;
  private boolean changed;

  private ControlFlow(Graph graph, int room) {
    this.graph = graph;
    this.room = room;
    this.builder = Graph.builder(graph.name(), graph.opset());
  }

  /**
   * The graph without control flow that depends on constants alone, or the same graph if there is
   * none. What depends on tensors that are not constant stays.
   *
   * @throws GraphException if the unrolled loops would need more than 10 000 nodes
   */
  public static Graph unroll(Graph graph) {
    Graph current = graph;
    int room = MOST_NODES;
    while (true) {
      ControlFlow pass = new ControlFlow(current, room);
      if (!pass.hasControlFlow()) {
        return current;
      }
      Graph next = pass.run();
      if (!pass.changed) {
        return current;
      }
      room = pass.room;
      current = next;
    }
  }

  private boolean hasControlFlow() {
    return graph.nodes().stream().anyMatch(node -> is(node, "If") || is(node, "Loop"));
  }

  private static boolean is(Node node, String op) {
    return node.domain().isEmpty() && node.op().equals(op);
  }

  private Graph run() {
    graph.opsets().forEach(builder::opset);
    graph.metadata().forEach(builder::metadata);
    graph.inputs().forEach(builder::input);
    graph.initializers().forEach(builder::initializer);
    graph.nodes().forEach(node -> builder.reserve(node.outputs()));
    List<Node> unrolled = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (isConstantBranch(node) || isConstantLoop(node)) {
        unrolled.add(node);
      } else {
        builder.add(node);
      }
    }
    // Bodies are copied last, so that fresh names avoid every name of this graph.
    for (Node node : unrolled) {
      Misfit.guard(node, () -> unroll(node));
      changed = true;
    }
    graph.outputs().forEach(builder::output);
    return builder.build();
  }

  private void unroll(Node node) {
    if (is(node, "If")) {
      unrollBranch(node);
    } else {
      unrollLoop(node);
    }
  }

  private boolean isConstantBranch(Node node) {
    return is(node, "If") && constant(node.input(0)).isPresent();
  }

  private Optional<Tensor> constant(String name) {
    return Optional.ofNullable(graph.initializers().get(name)).filter(value -> value.size() == 1);
  }

  private static Graph body(Node node, String attribute) {
    if (node.attributes().get(attribute) instanceof Attribute.GraphValue body) {
      return body.value();
    }
    throw new GraphException(Text.format("%s has no graph '%s'", node, attribute));
  }

  private void unrollBranch(Node node) {
    boolean condition = constant(node.input(0)).orElseThrow().get(0) != 0;
    Graph branch = body(node, condition ? "then_branch" : "else_branch");
    requireRoom(node, branch.nodes().size());
    new Inlining(branch, builder).copyAs(Map.of(), node.outputs());
  }

  private void requireRoom(Node node, long needed) {
    if (needed > room) {
      throw new GraphException(
          Text.format(
                  "%s cannot be unrolled: it would become %d nodes, the limit is %d; export the"
                      + " model with",
                  node, needed, MOST_NODES)
              + " a fixed, smaller number of steps");
    }
    room -= (int) needed;
  }

  /** Whether the number of iterations is known: a constant count, and a condition that stays. */
  private boolean isConstantLoop(Node node) {
    if (!is(node, "Loop") || (node.hasInput(1) && constant(node.input(1)).isEmpty())) {
      return false;
    }
    if (node.hasInput(1) && constant(node.input(1)).orElseThrow().get(0) == 0) {
      return !collects(node);
    }
    return constant(node.input(0)).isPresent()
        && (tripCount(node) > 0 || !collects(node))
        && staysTrue(body(node, "body"));
  }

  private long tripCount(Node node) {
    return constant(node.input(0)).map(count -> Math.max(0, count.getLong(0))).orElse(0L);
  }

  /** Whether the loop stacks values of its iterations, beside carrying some along. */
  private static boolean collects(Node node) {
    return node.outputs().size() > node.inputs().size() - 2;
  }

  /** Whether the body's condition is the one it got, or true whatever happens. */
  private boolean staysTrue(Graph body) {
    if (body.outputs().isEmpty() || body.inputs().size() < 2) {
      return false;
    }
    String condition = body.outputNames().get(0);
    Optional<Node> producer = body.producer(condition);
    while (producer.isPresent() && is(producer.get(), "Identity")) {
      condition = producer.get().input(0);
      producer = body.producer(condition);
    }
    Tensor value = body.initializers().getOrDefault(condition, graph.initializers().get(condition));
    return condition.equals(body.inputNames().get(1))
        || producer.isEmpty() && value != null && value.size() == 1 && value.get(0) != 0;
  }

  private void unrollLoop(Node node) {
    Graph body = body(node, "body");
    boolean runs = !node.hasInput(1) || constant(node.input(1)).orElseThrow().get(0) != 0;
    long count = runs ? tripCount(node) : 0;
    int carriedCount = node.inputs().size() - 2;
    if (body.inputs().size() != carriedCount + 2 || body.outputs().size() < carriedCount + 1) {
      throw new GraphException(Text.format("%s does not fit its body's inputs and outputs", node));
    }
    requireRoom(node, count > MOST_NODES ? count : count * Math.max(1, body.nodes().size()));
    List<String> carried = new ArrayList<>(node.inputs().subList(2, node.inputs().size()));
    List<List<String>> collected = new ArrayList<>();
    body.outputs().stream()
        .skip(carriedCount + 1)
        .forEach(output -> collected.add(new ArrayList<>()));
    String yes = builder.constant("condition", Tensor.filled(DataType.BOOL, 1));
    Inlining inlining = new Inlining(body, builder);
    for (long i = 0; i < count; i++) {
      List<String> made = inlining.copy(bindings(body, i, yes, carried));
      carried = new ArrayList<>(made.subList(1, carriedCount + 1));
      for (int k = 0; k < collected.size(); k++) {
        collected.get(k).add(unsqueeze(made.get(carriedCount + 1 + k)));
      }
    }
    for (int k = 0; k < node.outputs().size(); k++) {
      if (node.hasOutput(k)) {
        addOutput(
            node.output(k),
            k < carriedCount ? List.of(carried.get(k)) : collected.get(k - carriedCount));
      }
    }
  }

  private Map<String, String> bindings(
      Graph body, long iteration, String condition, List<String> carried) {
    Map<String, String> bindings = new HashMap<>();
    List<String> inputs = body.inputNames();
    bindings.put(
        inputs.get(0), builder.constant("iteration", Tensor.scalar(DataType.INT64, iteration)));
    bindings.put(inputs.get(1), condition);
    for (int k = 0; k < carried.size(); k++) {
      bindings.put(inputs.get(k + 2), carried.get(k));
    }
    return bindings;
  }

  private String unsqueeze(String tensor) {
    String axis = builder.constant("axis", Tensor.vector(0));
    return builder.add("Unsqueeze", List.of(tensor, axis), Map.of());
  }

  private void addOutput(String name, List<String> parts) {
    if (parts.size() == 1) {
      builder.add(Node.of("Identity", parts, List.of(name), Map.of()));
    } else {
      builder.add(Node.of("Concat", parts, List.of(name), Map.of("axis", Attribute.of(0))));
    }
  }
}
