package org.pixelwhy.onnx.format.upgrade;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Misfit;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Brings graphs of every supported opset to one, node by node. */
public final class Upgrader {
  /**
   * The opset of every graph that was read: the newest whose every operator the CPU kernels of ONNX
   * Runtime cover. Of the later ones it uses what differs in element types only.
   */
  public static final long OPSET = 21;

  private static final long OLDEST = 7;
  private static final long NEWEST = 28;

  private final long from;
  private final boolean allFloat;

  private Upgrader(Graph graph) {
    this.from = graph.opset();
    this.allFloat = Precision.isAllFloat(graph);
  }

  /**
   * The same computation in opset {@value #OPSET}; operators of other domains stay as they are.
   *
   * @throws InputException if the opset is not supported, or an operator of it cannot be expressed
   */
  public static Graph upgrade(Graph graph) {
    requireSupported(graph);
    return new Upgrader(graph).upgrade(graph, null, Set.of()).build();
  }

  private static void requireSupported(Graph graph) {
    if (graph.opset() < OLDEST) {
      throw new InputException(
          Text.format(
                  "opset %d of the ONNX standard is too old; opsets %d to %d are supported, convert"
                      + " the",
                  graph.opset(), OLDEST, NEWEST)
              + " model with onnx.version_converter or export it again");
    } else if (graph.opset() > NEWEST) {
      throw new InputException(
          Text.format(
              "opset %d of the ONNX standard is unknown; export the model with opset %d to %d",
              graph.opset(), OLDEST, NEWEST));
    }
  }

  private GraphBuilder upgrade(Graph graph, Ranks outer, Collection<String> taken) {
    GraphBuilder builder = Graph.builder(graph.name(), OPSET).reserve(taken);
    graph.opsets().forEach(builder::opset);
    builder.opset("", OPSET);
    graph.metadata().forEach(builder::metadata);
    graph.inputs().forEach(builder::input);
    graph.initializers().forEach(builder::initializer);
    Set<String> names = new HashSet<>(taken);
    graph.nodes().forEach(node -> names.addAll(Graph.dependencies(node)));
    graph.nodes().forEach(node -> names.addAll(node.outputs()));
    builder.reserve(names);
    Ranks ranks = new Ranks(graph, outer);
    Scope scope = new Scope(graph, builder, ranks, allFloat);
    for (Node node : graph.nodes()) {
      for (Node upgraded : Misfit.guard(node, () -> upgrade(node, scope))) {
        builder.add(upgraded.mapBodies(body -> upgrade(body, ranks, names).buildBody()));
      }
    }
    graph.outputs().forEach(builder::output);
    return builder;
  }

  private record Pending(Node node, long version) {}

  /** Applies all upgrades of a node's operator, and those of the nodes that replace it. */
  private List<Node> upgrade(Node node, Scope scope) {
    if (!node.domain().isEmpty()) {
      return List.of(node);
    }
    List<Node> done = new ArrayList<>();
    Deque<Pending> open = new ArrayDeque<>();
    if (from > OPSET) {
      NewerOperators.lower(node, scope, from)
          .forEach(lowered -> open.add(new Pending(lowered, from)));
    } else {
      open.add(new Pending(node, from));
    }
    while (!open.isEmpty()) {
      Pending pending = open.pop();
      Map.Entry<Long, Upgrade> next = Upgrades.next(pending.node().op(), pending.version());
      if (next == null) {
        done.add(withoutReferences(pending.node()));
      } else {
        List<Node> replacements = next.getValue().apply(pending.node(), scope);
        for (int i = replacements.size() - 1; i >= 0; i--) {
          open.push(new Pending(replacements.get(i), next.getKey()));
        }
      }
    }
    return done;
  }

  private static Node withoutReferences(Node node) {
    for (Map.Entry<String, Attribute> entry : node.attributes().entrySet()) {
      if (entry.getValue() instanceof Attribute.Reference reference) {
        throw new InputException(
            Text.format(
                "attribute '%s' of %s refers to '%s' of a function, but is in none; is the file"
                    + " damaged?",
                entry.getKey(), node, reference.name()));
      }
    }
    return node;
  }
}
