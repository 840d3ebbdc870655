package org.pixelwhy.faithfulness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** The layers of a model that have learned weights, from the output to the input. */
final class WeightLayers {
  private final SegmentationModel model;
  private final List<Node> layers = new ArrayList<>();

  WeightLayers(SegmentationModel model) {
    this.model = model;
    Graph graph = model.graph();
    graph.nodes().stream().filter(node -> !weights(graph, node).isEmpty()).forEach(layers::add);
    Collections.reverse(layers);
    if (layers.isEmpty()) {
      throw new InputException(
          "the network has no layer with learned weights, so there is nothing to randomise");
    }
  }

  private static List<String> weights(Graph graph, Node node) {
    return Operators.of(node).stream()
        .filter(operator -> !operator.learned().isEmpty())
        .flatMap(operator -> Stream.of(operator.learned(), operator.measured()))
        .flatMap(List::stream)
        .map(node::input)
        .filter(input -> graph.initializers().containsKey(input))
        .filter(input -> graph.initializers().get(input).type().isFloating())
        .filter(input -> graph.initializers().get(input).size() > 1)
        .toList();
  }

  int count() {
    return layers.size();
  }

  /** For reports: the layer's output. */
  String name(int layer) {
    return layers.get(layer).outputs().get(0);
  }

  /** The model with the weights of its last {@code count} layers shuffled. */
  SegmentationModel randomise(int count, long seed) {
    Graph graph = model.graph();
    GraphBuilder builder = graph.edit();
    Random random = new Random(seed);
    for (Node node : layers.subList(0, count)) {
      for (String weight : weights(graph, node)) {
        builder.replaceInitializer(weight, shuffled(graph.initializers(), weight, random));
      }
    }
    return new SegmentationModel(
        builder.build(),
        model.input(),
        model.logits(),
        model.probabilities(),
        model.decision(),
        model.card(),
        model.hash(),
        model.notes());
  }

  private static Tensor shuffled(Map<String, Tensor> constants, String name, Random random) {
    Tensor weight = constants.get(name);
    float[] values = weight.toFloats();
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      float value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
    return Tensor.of(values, weight.shape().dims()).as(weight.type());
  }
}
