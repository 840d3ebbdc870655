package org.pixelwhy.onnx.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;

/**
 * A gradient graph in parts that run one after the other and hold little in between: values of the
 * forward pass are computed again where the backward pass reads them (checkpointing).
 *
 * <p>The forward nodes are divided into segments. The forward graph gives what is kept, and what
 * passes from one segment into a later one. The parts then go through the segments from the last to
 * the first: each computes its segment's values once more, from what passes into it, and the
 * gradients through it from those that the parts before it gave. All of them together cost about
 * one forward pass more than a backward half. The operators are those of the whole, so the results
 * are the same but for rounding, where the runtime fuses other ones.
 *
 * <p>Chen, Xu, Zhang, Guestrin: Training Deep Nets with Sublinear Memory Cost, 2016,
 * arXiv:1604.06174.
 */
public final class GradientSegments {
  private final TypedGraph whole;
  private final GradientGraph gradient;
  private final ForwardSegments segments;
  private final Set<String> saved = new LinkedHashSet<>();

  /** Of tensors that depend on the seed: the part that computes them. */
  private final Map<String, Integer> seeded = new HashMap<>();

  /** Of backward tensors that do not: the part from which on they can be computed. */
  private final Map<String, Integer> derived = new HashMap<>();

  private final TypedGraph forward;
  private final List<TypedGraph> parts = new ArrayList<>();

  private GradientSegments(
      TypedGraph whole, GradientGraph gradient, Collection<String> keep, int count) {
    this.whole = whole;
    this.gradient = gradient;
    Set<String> known = gradient.typed().types().keySet();
    List<Node> forwardNodes =
        whole.graph().nodes().stream()
            .filter(node -> node.outputs().stream().anyMatch(known::contains))
            .toList();
    this.segments = new ForwardSegments(whole, forwardNodes, count);
    saved.addAll(keep);
    segments.passing().stream().sorted().forEach(saved::add);
    saved.removeIf(tensor -> !segments.makes(tensor));
    assign();
    this.forward = forward(keep);
    makeParts();
  }

  /**
   * Divides a gradient graph.
   *
   * @param whole the graph of {@code gradient} with the types of all tensors
   * @param keep tensors that the forward graph shall give besides
   * @param count number of segments; there are fewer where the graph has no places to cut it
   */
  public static GradientSegments of(
      TypedGraph whole, GradientGraph gradient, Collection<String> keep, int count) {
    return new GradientSegments(whole, gradient, keep, count);
  }

  /** Gives what is kept and what passes the cuts. */
  public TypedGraph forward() {
    return forward;
  }

  /** The parts in their order; each reads what those before it and the forward graph gave. */
  public List<TypedGraph> parts() {
    return Collections.unmodifiableList(parts);
  }

  /** About the most bytes of tensors that are held at once, constants not counted. */
  public long peakBytes() {
    long peak = forward.peakBytes();
    for (int i = 0; i < parts.size(); i++) {
      Set<String> beside = new HashSet<>(saved);
      for (TypedGraph earlier : parts.subList(0, i)) {
        beside.addAll(earlier.graph().outputNames());
      }
      // What no part reads any more is gone, but for what the forward graph gave.
      Set<String> later = new HashSet<>(saved);
      parts.subList(i, parts.size()).forEach(part -> later.addAll(part.graph().inputNames()));
      gradient.gradients().values().forEach(later::add);
      beside.retainAll(later);
      parts.get(i).graph().inputNames().forEach(beside::remove);
      long others = beside.stream().mapToLong(whole::bytes).sum();
      peak = Math.max(peak, others + parts.get(i).peakBytes());
    }
    return peak;
  }

  /** Which part computes what: none before the values that it reads are there. */
  private void assign() {
    int last = segments.count() - 1;
    for (Node node : whole.graph().nodes()) {
      if (node.outputs().stream().anyMatch(segments::makes)) {
        continue;
      }
      boolean reads = false;
      int part = last;
      for (String read : Graph.dependencies(node)) {
        reads |= read.equals(gradient.seed()) || seeded.containsKey(read);
        part = Math.min(part, earliest(read, last));
      }
      for (String output : node.outputs()) {
        (reads ? seeded : derived).put(output, part);
      }
    }
  }

  private int earliest(String tensor, int last) {
    if (seeded.containsKey(tensor)) {
      return seeded.get(tensor);
    }
    boolean again = segments.makes(tensor) && !saved.contains(tensor);
    return again ? segments.of(tensor) : derived.getOrDefault(tensor, last);
  }

  private TypedGraph forward(Collection<String> keep) {
    Set<String> outputs = new LinkedHashSet<>(keep);
    outputs.addAll(saved);
    GraphBuilder builder = whole.graph().edit().removeInput(gradient.seed());
    whole.graph().nodes().stream()
        .filter(node -> node.outputs().stream().noneMatch(segments::makes))
        .forEach(builder::remove);
    Graph graph = builder.outputs(List.copyOf(outputs)).prune().build();
    return new TypedGraph(graph, whole.types());
  }

  private void makeParts() {
    int last = segments.count() - 1;
    List<Set<String>> wanted = new ArrayList<>();
    for (int part = 0; part <= last; part++) {
      wanted.add(new LinkedHashSet<>());
    }
    new LinkedHashSet<>(gradient.gradients().values())
        .forEach(output -> wanted.get(part(output)).add(output));
    for (int part = 0; part <= last; part++) {
      if (!wanted.get(part).isEmpty()) {
        add(part, wanted);
      }
    }
    Collections.reverse(parts);
  }

  private int part(String tensor) {
    return earliest(tensor, segments.count() - 1);
  }

  /** A part, made of what its outputs need; what later parts have to give it becomes wanted. */
  private void add(int part, List<Set<String>> wanted) {
    Set<Node> nodes = new LinkedHashSet<>();
    Set<String> inputs = new LinkedHashSet<>();
    Set<String> constants = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(wanted.get(part));
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      String tensor = open.remove();
      if (whole.graph().initializers().containsKey(tensor)) {
        constants.add(tensor);
      } else if (isKept(tensor)) {
        inputs.add(tensor);
      } else if (!derived.containsKey(tensor) && part(tensor) > part) {
        inputs.add(tensor);
        wanted.get(part(tensor)).add(tensor);
      } else {
        Node node = whole.graph().producer(tensor).orElseThrow();
        nodes.add(node);
        Graph.dependencies(node).stream().filter(seen::add).forEach(open::add);
      }
    }
    parts.add(graph(part, nodes, inputs, constants, wanted.get(part)));
  }

  /** Whether every part can read a tensor: what the forward graph read and gave, and the seed. */
  private boolean isKept(String tensor) {
    return saved.contains(tensor) || whole.graph().producer(tensor).isEmpty();
  }

  private TypedGraph graph(
      int part,
      Set<Node> nodes,
      Set<String> inputs,
      Set<String> constants,
      Collection<String> outputs) {
    Graph all = whole.graph();
    GraphBuilder builder = Graph.builder(all.name() + ", part " + (part + 1), all.opset());
    all.opsets().forEach(builder::opset);
    constants.forEach(name -> builder.initializer(name, all.initializers().get(name)));
    inputs.forEach(name -> builder.input(Value.of(name, whole.type(name))));
    nodes.forEach(node -> builder.reserve(node.outputs()));
    // What is given is not read from a node that makes it along with something else.
    for (Node node : nodes) {
      builder.add(
          node.withOutputs(
              node.outputs().stream()
                  .map(x -> inputs.contains(x) ? builder.fresh("again") : x)
                  .toList()));
    }
    return new TypedGraph(builder.outputs(List.copyOf(outputs)).build(), whole.types());
  }
}
