package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.Evaluation;
import org.pixelwhy.model.GradientRequest;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.target.Question;

/**
 * Gradient-weighted class activation mapping, at one layer or many.
 *
 * <p>For a layer A {@code [1,F,h,w]}: {@code w_f = mean over h,w of dt/dA_f}, map {@code = relu(
 * sum_f w_f A_f )}, of shape {@code [1,1,h,w]}. Without the Relu (as Captum does by default)
 * negative values show what speaks against the target. All layers come out of one backward pass.
 *
 * <p>Selvaraju et al.: Grad-CAM, ICCV 2017; for segmentation: Vinogradova et al., AAAI 2020.
 */
public final class GradCam implements Attributor {
  /**
   * @param layers {@link Layers#AUTO}, {@link Layers#ALL}, or names of tensors
   * @param relu whether negative values are cut off
   */
  public record Options(List<String> layers, boolean relu) {
    public Options {
      layers = List.copyOf(layers);
      if (layers.isEmpty()) {
        throw new InputException("Grad-CAM needs a layer: 'auto', 'all' or a tensor's name");
      }
    }

    /** The last layer of the lowest resolution, with the paper's Relu. */
    public static Options defaults() {
      return new Options(List.of(Layers.AUTO), true);
    }
  }

  private final Options options;

  public GradCam(Options options) {
    this.options = options;
  }

  private List<Layer> layers(Evaluation at) {
    return new Layers(at.model(), at.typed()).select(options.layers());
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    Set<String> tensors = new LinkedHashSet<>();
    layers(at).forEach(layer -> tensors.add(layer.tensor()));
    return List.of(new GradientRequest(StandardRules.standard(), on, tensors));
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    GradientRequest request = requests(at, question.on()).get(0);
    Tensor seed = question.weights(at.prediction());
    Map<String, Tensor> gradients = at.gradients(request, seed);
    List<Attribution> maps = new ArrayList<>();
    for (Layer layer : layers(at)) {
      Tensor activation = at.activation(request, layer.tensor());
      Tensor map = map(activation, gradients.get(layer.tensor()));
      Sign sign = options.relu() ? Sign.UNSIGNED : Sign.SIGNED;
      maps.add(new Attribution("grad-cam", layer.tensor(), map, sign, List.of()));
    }
    return maps;
  }

  private Tensor map(Tensor activation, Tensor gradient) {
    Shape shape = activation.shape();
    int features = (int) shape.dim(1);
    int positions = (int) (shape.size() / features);
    float[] a = activation.toFloats();
    float[] g = gradient.toFloats();
    double[] map = new double[positions];
    for (int f = 0; f < features; f++) {
      double weight = 0;
      for (int i = 0; i < positions; i++) {
        weight += g[f * positions + i];
      }
      weight /= positions;
      for (int i = 0; i < positions; i++) {
        map[i] += weight * a[f * positions + i];
      }
    }
    float[] values = new float[positions];
    for (int i = 0; i < positions; i++) {
      values[i] = (float) (options.relu() ? Math.max(0, map[i]) : map[i]);
    }
    return Tensor.of(values, shape.with(1, 1).dims());
  }
}
