package org.pixelwhy.attribution.cam;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.tensor.Tensor;

/** Class activation maps made of features and their gradients: all layers in one backward pass. */
public abstract class GradientCam extends Cam {
  GradientCam(String id, CamOptions options) {
    super(id, options);
  }

  /**
   * The raw map of a layer.
   *
   * @param a the features
   * @param g the gradient of the target with respect to them
   */
  abstract double[] map(FeatureMaps a, FeatureMaps g);

  @Override
  public final List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(request(layers(at), on));
  }

  private static GradientRequest request(List<Layer> layers, OutputSpace on) {
    Set<String> tensors = new LinkedHashSet<>();
    layers.forEach(layer -> tensors.add(layer.tensor()));
    return new GradientRequest(StandardRules.standard(), on, tensors);
  }

  @Override
  final boolean looksElsewhere() {
    return true;
  }

  @Override
  final List<double[]> maps(Evaluation at, WeightedQuestion question, List<Layer> layers) {
    GradientRequest request = request(layers, question.question().on());
    Map<String, Tensor> gradients = at.gradients(request, question.weights());
    return layers.stream()
        .map(
            layer ->
                map(
                    FeatureMaps.of(layer, at.activation(request, layer.tensor())),
                    FeatureMaps.of(layer, gradients.get(layer.tensor()))))
        .toList();
  }
}
