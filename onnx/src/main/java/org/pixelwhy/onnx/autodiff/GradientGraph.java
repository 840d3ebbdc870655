package org.pixelwhy.onnx.autodiff;

import java.util.Collection;
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
 * A graph with its backward pass appended.
 *
 * @param typed the whole: forward and backward; the types are those of the forward part
 * @param of the tensor whose gradient is taken
 * @param seed name of the input that takes dt/d(of)
 * @param gradients name of the gradient, by name of the tensor it belongs to
 */
public record GradientGraph(
    TypedGraph typed, String of, String seed, Map<String, String> gradients) {
  public GradientGraph {
    gradients = Map.copyOf(gradients);
  }

  public Graph graph() {
    return typed.graph();
  }

  /**
   * The two halves. The forward graph gives what is kept and what the backward graph reads of it;
   * the backward graph takes that and a seed. Many seeds can follow one forward pass.
   */
  public record Halves(Graph forward, Graph backward) {}

  /**
   * Splits the graph in two.
   *
   * @param keep further tensors that the forward graph shall give
   */
  public Halves split(Collection<String> keep) {
    Set<String> forwardTensors = typed.types().keySet();
    GraphBuilder backward = graph().edit();
    Set<String> saved = new LinkedHashSet<>();
    for (Node node : graph().nodes()) {
      if (isForward(node, forwardTensors)) {
        backward.remove(node);
      } else {
        Graph.dependencies(node).stream().filter(forwardTensors::contains).forEach(saved::add);
      }
    }
    gradients.values().stream().filter(forwardTensors::contains).forEach(saved::add);
    saved.removeAll(graph().initializers().keySet());

    GraphBuilder forward = graph().edit().removeInput(seed);
    LinkedHashSet<String> forwardOutputs = new LinkedHashSet<>(List.of(of));
    forwardOutputs.addAll(keep);
    saved.stream().filter(name -> graph().producer(name).isPresent()).forEach(forwardOutputs::add);
    dropBackward(forward, forwardTensors);
    forward.outputs(List.copyOf(forwardOutputs)).prune();

    graph().inputNames().stream().filter(name -> !name.equals(seed)).forEach(backward::removeInput);
    saved.forEach(name -> backward.input(Value.of(name, typed.type(name))));
    backward.outputs(List.copyOf(new LinkedHashSet<>(gradients.values()))).prune();
    return new Halves(forward.build(), backward.build());
  }

  private static boolean isForward(Node node, Set<String> forwardTensors) {
    return node.outputs().stream().anyMatch(forwardTensors::contains);
  }

  private void dropBackward(GraphBuilder forward, Set<String> forwardTensors) {
    for (Node node : graph().nodes()) {
      if (!isForward(node, forwardTensors)) {
        forward.remove(node);
      }
    }
  }
}
