package org.pixelwhy.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.operator.Operator;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A network whose weights can be learned: one image {@code [N,C,H,W]} in, logits {@code [N,K,H,W]}
 * out.
 *
 * @param graph the network as it is run, with its initial weights
 * @param parameters what is learned, by name: weights and biases
 * @param statistics what batch normalisations remember of the images they saw: running means and
 *     variances
 */
public record TrainableNetwork(
    Graph graph, Map<String, Tensor> parameters, Map<String, Tensor> statistics) {
  static final String BATCH_NORM = "BatchNormalization";
  static final int MEAN = 3;
  static final int VARIANCE = 4;

  public TrainableNetwork {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
  }

  /**
   * Finds out what can be learned.
   *
   * @throws InputException if the graph has not one input and one output, or nothing to learn
   */
  public static TrainableNetwork of(Graph graph) {
    if (graph.inputs().size() != 1 || graph.outputs().size() != 1) {
      throw new InputException(
          Text.format(
              "a network to train needs one input and one output, found %s and %s",
              graph.inputNames(), graph.outputNames()));
    }
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    Map<String, Tensor> statistics = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      for (int i : Operators.of(node).map(Operator::learned).orElse(List.of())) {
        collect(graph, node.input(i), parameters);
      }
      if (node.qualifiedOp().equals(BATCH_NORM)) {
        collect(graph, node.input(MEAN), statistics);
        collect(graph, node.input(VARIANCE), statistics);
      }
    }
    if (parameters.isEmpty()) {
      throw new InputException(Text.format("graph '%s' has nothing to learn", graph.name()));
    }
    return new TrainableNetwork(graph, parameters, statistics);
  }

  /**
   * The network of which a part stays as it is: parameters that a test names are not learned, and
   * batch normalisations whose scale and bias are not learned keep their statistics and are run
   * with them.
   *
   * @throws InputException if nothing is left to learn
   */
  public TrainableNetwork frozen(Predicate<String> parameter) {
    Map<String, Tensor> learned = new LinkedHashMap<>(parameters);
    learned.keySet().removeIf(parameter);
    if (learned.isEmpty()) {
      throw new InputException(
          Text.format("all %d weights are frozen, nothing is left to learn", parameters.size()));
    }
    Map<String, Tensor> remembered = new LinkedHashMap<>(statistics);
    for (Node node : graph.nodes()) {
      if (node.qualifiedOp().equals(BATCH_NORM)
          && node.inputs().subList(1, MEAN).stream().noneMatch(learned::containsKey)) {
        remembered.remove(node.input(MEAN));
        remembered.remove(node.input(VARIANCE));
      }
    }
    return new TrainableNetwork(graph, learned, remembered);
  }

  /** Whether a node normalises over the batch while the network learns. */
  boolean learnsStatistics(Node node) {
    return node.qualifiedOp().equals(BATCH_NORM) && statistics.containsKey(node.input(MEAN));
  }

  /**
   * Parameters that change nothing while the network learns: biases of convolutions whose output is
   * normalised over the batch, which takes them out again.
   */
  Set<String> idle() {
    Set<String> idle = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      boolean convolves = node.op().equals("Conv") || node.op().equals("ConvTranspose");
      if (convolves && node.hasInput(2) && parameters.containsKey(node.input(2))) {
        List<Node> readers = graph.consumers(node.output(0));
        if (readers.size() == 1
            && learnsStatistics(readers.get(0))
            && !graph.outputNames().contains(node.output(0))) {
          idle.add(node.input(2));
        }
      }
    }
    return idle;
  }

  private static void collect(Graph graph, String tensor, Map<String, Tensor> found) {
    Tensor value = graph.initializers().get(tensor);
    if (value != null && value.type().isFloating()) {
      found.put(tensor, value);
    }
  }

  /** Name of the image's tensor. */
  public String image() {
    return graph.inputNames().get(0);
  }

  /** Name of the logits' tensor. */
  public String logits() {
    return graph.outputNames().get(0);
  }

  /** C, the number of the image's channels. */
  public int channels() {
    return extent(graph.inputs().get(0));
  }

  /** K, the number of the logits' channels. */
  public int classes() {
    return extent(graph.outputs().get(0));
  }

  private static int extent(Value value) {
    return value
        .dims()
        .filter(dims -> dims.size() == 4 && dims.get(1).isFixed())
        .map(dims -> Math.toIntExact(dims.get(1).extent()))
        .orElseThrow(
            () -> new InputException(Text.format("%s must be of shape [N,C,H,W], C fixed", value)));
  }

  /** Number of learned numbers. */
  public long size() {
    return parameters.values().stream().mapToLong(Tensor::size).sum();
  }

  /** The network with parameters and statistics as inputs, to be fed with their current values. */
  Graph open() {
    GraphBuilder builder = Graph.builder(graph.name(), graph.opset());
    graph.opsets().forEach(builder::opset);
    graph.inputs().forEach(builder::input);
    Map<String, Tensor> state = state();
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              if (state.containsKey(name)) {
                builder.input(Value.of(name, tensor.tensorType()));
              } else {
                builder.initializer(name, tensor);
              }
            });
    graph.nodes().forEach(builder::add);
    graph.outputs().forEach(builder::output);
    return builder.build();
  }

  /** Parameters and statistics. */
  Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>(parameters);
    state.putAll(statistics);
    return state;
  }

  /**
   * The network as it is run, with these parameters and statistics; others are ignored.
   *
   * @throws InputException if one is missing or of another shape
   */
  public Graph with(Map<String, Tensor> state) {
    GraphBuilder builder = graph.edit();
    state()
        .forEach(
            (name, own) -> {
              Tensor given = state.get(name);
              if (given == null || !given.tensorType().equals(own.tensorType())) {
                throw new InputException(
                    Text.format(
                        "the weights are those of another network: '%s' must be %s, found %s",
                        name, own.tensorType(), given == null ? "nothing" : given.tensorType()));
              }
              builder.replaceInitializer(name, given);
            });
    return builder.build();
  }
}
