package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.Layer;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;

/**
 * Class activation maps whose formula is made of sums and products, so that it can be written as
 * nodes too.
 */
abstract class GraphCam extends GradientCam implements GraphAttributor {
  GraphCam(String id, CamOptions options) {
    super(id, options);
  }

  /** Appends the formula of {@link GradientCam#map}; gives the name of the map. */
  abstract String map(FeatureGraph features);

  @Override
  public final List<GraphMap> append(ExplainerGraph graph) {
    List<Layer> layers = layers(graph.model(), graph.typed());
    List<String> tensors = layers.stream().map(Layer::tensor).toList();
    Map<String, String> gradients =
        graph.gradients(StandardRules.standard(), graph.weights(), tensors);
    List<GraphMap> maps = new ArrayList<>();
    for (Layer layer : layers) {
      String tensor = layer.tensor();
      String raw = map(new FeatureGraph(graph.ops(), tensor, gradients.get(tensor), layer.shape()));
      maps.add(finish(graph, raw, layer));
    }
    return maps;
  }
}
