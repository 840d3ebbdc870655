package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.attribution.InapplicableException;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.run.Continuation;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * Features weighted by the share of the target that is lost when they are switched off.
 *
 * <p>{@code w_f = (t - t with A_f = 0) / t}, map {@code = sum_f w_f A_f}, of shape {@code
 * [1,1,h,w]}. No gradient, but for each feature the part of the network behind the layer is run
 * again. A negative t turns the map's sign; a t near 0 blows it up. Deviation from
 * pytorch-grad-cam: at layers with negative values, too, a feature is switched off by zeros.
 *
 * <p>Desai, Ramaswamy: Ablation-CAM, WACV 2020.
 */
public final class AblationCam extends Cam {
  public AblationCam(CamOptions options) {
    super("ablation-cam", options);
  }

  @Override
  public double passes(Evaluation at, Question question) {
    return passForEachChannel(at);
  }

  @Override
  List<double[]> maps(Evaluation at, WeightedQuestion question, List<Layer> layers) {
    double value = question.question().value(at.prediction(), question.weights());
    if (value == 0) {
      throw new InapplicableException(
          "the target's value is 0, so Ablation-CAM cannot say which share of it a feature makes;"
              + " use another method");
    }
    List<double[]> maps = new ArrayList<>();
    for (Layer layer : layers) {
      maps.add(map(at, question, layer, value));
    }
    return maps;
  }

  private double[] map(Evaluation at, WeightedQuestion question, Layer layer, double value) {
    try (Continuation rest = at.continuation(layer.tensor())) {
      Tensor own = rest.activation();
      FeatureMaps features = FeatureMaps.of(layer, own);
      double[] weights = new double[features.features()];
      for (int f = 0; f < weights.length; f++) {
        at.steps().step("ablation-cam: feature of " + layer.tensor(), f, weights.length);
        float[] ablated = features.values().clone();
        int start = f * features.positions();
        Arrays.fill(ablated, start, start + features.positions(), 0);
        Tensor laidOut = Tensor.of(ablated, layer.shape().dims());
        Tensor without = layer.arrangement().putBack(laidOut, own);
        double left = question.question().value(rest.predict(without), question.weights());
        weights[f] = (value - left) / value;
        offer(at, layer, () -> features.weighted(weights));
      }
      return features.weighted(weights);
    }
  }
}
