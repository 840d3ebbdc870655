package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.attribution.perturbation.PerturbationRun;
import org.pixelwhy.attribution.perturbation.TargetValues;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * Features weighted by the target when only what a feature shows is left of the image.
 *
 * <p>{@code M_f} is feature A_f enlarged to the image (linear, corners aligned) and scaled to [0,1]
 * (range + 1e-8); {@code w = softmax over f of t(x * M_f)}; map {@code = sum_f w_f A_f}, of shape
 * {@code [1,1,h,w]}. No gradient, but a forward pass for each feature, in batches. As in
 * pytorch-grad-cam, the target of a black image is not subtracted. The weights' sum is 1, so the
 * map says nothing about how much the features matter together, and a softmax of logits that differ
 * by more than a few is one feature alone.
 *
 * <p>Wang et al.: Score-CAM, CVPR workshops 2020.
 */
public final class ScoreCam extends Cam {
  private static final double EPSILON = 1e-8;

  private final PerturbationRun run;

  public ScoreCam(CamOptions options) {
    this(options, PerturbationRun.PLAIN);
  }

  /** With passes that are kept and gone on from as this says. */
  public ScoreCam(CamOptions options, PerturbationRun run) {
    super("score-cam", options);
    this.run = run;
  }

  @Override
  public double passes(Evaluation at, Question question) {
    return passForEachChannel(at);
  }

  @Override
  List<double[]> maps(Evaluation at, WeightedQuestion question, List<Layer> layers) {
    Set<String> tensors = new LinkedHashSet<>();
    layers.forEach(layer -> tensors.add(layer.tensor()));
    Map<String, Tensor> activations = at.activations(tensors);
    List<FeatureMaps> features =
        layers.stream()
            .map(layer -> FeatureMaps.of(layer, activations.get(layer.tensor())))
            .toList();
    List<Feature> versions = Feature.all(features);
    FrozenTarget target = new FrozenTarget(question.weights(), question.question().on());
    try (TargetValues values =
        TargetValues.open(run, at, target, id() + " " + tensors, at.batches().size())) {
      double[] scores =
          values.ofImages(
              id(),
              versions.size(),
              i -> masked(at.image(), features, layers, versions.get(i)),
              known -> soFar(at, layers, features, known));
      values.finish();
      return maps(features, scores);
    }
  }

  /** The map of each layer by the scores of all features, one layer's after the other's. */
  private static List<double[]> maps(List<FeatureMaps> features, double[] scores) {
    List<double[]> maps = new ArrayList<>();
    int first = 0;
    for (FeatureMaps layer : features) {
      int end = first + layer.features();
      maps.add(layer.weighted(softmax(Arrays.copyOfRange(scores, first, end))));
      first = end;
    }
    return maps;
  }

  /** The map of the layer whose features are being seen; those not seen yet have no weight. */
  private MapSoFar soFar(
      Evaluation at, List<Layer> layers, List<FeatureMaps> features, double[] known) {
    int first = 0;
    int layer = 0;
    while (first + features.get(layer).features() < known.length) {
      first += features.get(layer++).features();
    }
    double[] shares = softmax(Arrays.copyOfRange(known, first, known.length));
    double[] weights = Arrays.copyOf(shares, features.get(layer).features());
    return soFar(at, layers.get(layer), features.get(layer).weighted(weights));
  }

  /** A feature of a layer, both by number. */
  private record Feature(int layer, int number) {
    static List<Feature> all(List<FeatureMaps> layers) {
      List<Feature> all = new ArrayList<>();
      for (int layer = 0; layer < layers.size(); layer++) {
        for (int number = 0; number < layers.get(layer).features(); number++) {
          all.add(new Feature(layer, number));
        }
      }
      return all;
    }
  }

  private static Tensor masked(
      Tensor image, List<FeatureMaps> features, List<Layer> layers, Feature which) {
    int[] extents = extents(layers.get(which.layer()).shape());
    return masked(image, features.get(which.layer()), which.number(), extents);
  }

  private static Tensor masked(Tensor image, FeatureMaps features, int f, int[] extents) {
    double[] feature = new double[features.positions()];
    for (int i = 0; i < feature.length; i++) {
      feature[i] = features.get(f, i);
    }
    double[] mask = Interpolation.LINEAR_CORNERS.resize(feature, extents, extents(image.shape()));
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : mask) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) ((mask[i % mask.length] - least) / (greatest - least + EPSILON));
    }
    return Tensor.of(values, image.shape().dims());
  }

  private static double[] softmax(double[] scores) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      greatest = Math.max(greatest, score);
    }
    double[] weights = new double[scores.length];
    double sum = 0;
    for (int f = 0; f < weights.length; f++) {
      weights[f] = Math.exp(scores[f] - greatest);
      sum += weights[f];
    }
    for (int f = 0; f < weights.length; f++) {
      weights[f] /= sum;
    }
    return weights;
  }
}
