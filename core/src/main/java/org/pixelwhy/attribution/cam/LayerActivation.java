package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * The features of a layer as they are: {@code A}, {@code [1,F,h,w]}.
 *
 * <p>The same for every target. Rendering takes the greatest magnitude over features; a single one
 * keeps its sign.
 */
public final class LayerActivation implements GraphAttributor {
  private final List<String> names;

  /**
   * @param layers {@link Layers#AUTO}, {@link Layers#ALL}, or names of tensors
   */
  public LayerActivation(List<String> layers) {
    this.names = List.copyOf(layers);
    if (names.isEmpty()) {
      throw new InputException("layer activation needs a layer: 'auto', 'all' or a tensor's name");
    }
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    question.weights(at.prediction());
    List<Layer> layers = new Layers(at.model(), at.typed()).select(names);
    Set<String> tensors = new LinkedHashSet<>();
    layers.forEach(layer -> tensors.add(layer.tensor()));
    Map<String, Tensor> activations = at.activations(tensors);
    List<Attribution> maps = new ArrayList<>();
    for (Layer layer : layers) {
      String tensor = layer.tensor();
      Tensor values = layer.arrangement().layOut(activations.get(tensor));
      Channels channels = values.shape().dim(1) == 1 ? Channels.SUM : Channels.STRONGEST;
      maps.add(
          new Attribution("layer-activation", tensor, values, Sign.TWO_SIDED, List.of(), channels));
    }
    return maps;
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    return new Layers(graph.model(), graph.typed())
        .select(names).stream()
            .map(
                x -> {
                  String map = x.arrangement().layOut(graph.ops(), x.tensor());
                  return new GraphMap(x.tensor(), map, x.shape(), Sign.TWO_SIDED, List.of());
                })
            .toList();
  }
}
