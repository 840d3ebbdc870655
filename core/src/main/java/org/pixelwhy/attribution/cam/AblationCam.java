package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.pixelwhy.attribution.InapplicableException;
import org.pixelwhy.attribution.perturbation.PerturbationRun;
import org.pixelwhy.attribution.perturbation.TargetValues;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.run.Continuation;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
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
  private final PerturbationRun run;

  public AblationCam(CamOptions options) {
    this(options, PerturbationRun.PLAIN);
  }

  /** With passes that are kept and gone on from as this says. */
  public AblationCam(CamOptions options, PerturbationRun run) {
    super("ablation-cam", options);
    this.run = run;
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
    List<String> tensors = layers.stream().map(Layer::tensor).toList();
    FrozenTarget target = new FrozenTarget(question.weights(), question.question().on());
    List<double[]> maps = new ArrayList<>();
    try (TargetValues values = TargetValues.open(run, at, target, id() + " " + tensors, 1)) {
      int seen = 0;
      for (Layer layer : layers) {
        maps.add(map(at, question, layer, new Known(values, value, seen)));
        seen += (int) layer.shape().dim(1);
      }
      values.finish();
    }
    return maps;
  }

  /**
   * What is known beside the layer.
   *
   * @param left the target's values without features, of all layers
   * @param whole its value with all of them
   * @param first number of the layer's first feature among those of all layers
   */
  private record Known(TargetValues left, double whole, int first) {}

  private double[] map(Evaluation at, WeightedQuestion question, Layer layer, Known known) {
    try (Continuation rest = at.continuation(layer.tensor())) {
      Tensor own = rest.activation();
      FeatureMaps features = FeatureMaps.of(layer, own);
      double[] weights = new double[features.features()];
      for (int f = 0; f < weights.length; f++) {
        int number = f;
        DoubleSupplier measure =
            () -> {
              at.steps().step("ablation-cam: feature of " + layer.tensor(), number, weights.length);
              Tensor without = without(features, number, layer, own);
              return question.question().value(rest.predict(without), question.weights());
            };
        double left = known.left().of(known.first() + f, measure);
        weights[f] = (known.whole() - left) / known.whole();
        offer(at, layer, () -> features.weighted(weights));
      }
      return features.weighted(weights);
    }
  }

  private static Tensor without(FeatureMaps features, int f, Layer layer, Tensor own) {
    float[] ablated = features.values().clone();
    int start = f * features.positions();
    Arrays.fill(ablated, start, start + features.positions(), 0);
    return layer.arrangement().putBack(Tensor.of(ablated, layer.shape().dims()), own);
  }
}
