package org.pixelwhy.attribution.cam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * Features weighted by the target when only what a feature shows is left of the image.
 *
 * <p>{@code M_f} is feature A_f enlarged to the image (linear, corners aligned) and scaled to [0,1]
 * (range + 1e-8); {@code w = softmax over f of t(x * M_f)}; map {@code = sum_f w_f A_f}, of shape
 * {@code [1,1,h,w]}. No gradient, but a forward pass for each feature. As in pytorch-grad-cam, the
 * target of a black image is not subtracted. The weights' sum is 1, so the map says nothing about
 * how much the features matter together, and a softmax of logits that differ by more than a few is
 * one feature alone.
 *
 * <p>Wang et al.: Score-CAM, CVPR workshops 2020.
 */
public final class ScoreCam extends Cam {
  private static final double EPSILON = 1e-8;

  public ScoreCam(CamOptions options) {
    super("score-cam", options);
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
    List<double[]> maps = new ArrayList<>();
    for (Layer layer : layers) {
      FeatureMaps features = FeatureMaps.of(layer, activations.get(layer.tensor()));
      double[] scores = new double[features.features()];
      for (int f = 0; f < scores.length; f++) {
        at.steps().step("score-cam: feature of " + layer.tensor(), f, scores.length);
        Tensor masked = masked(at.image(), features, f, extents(layer.shape()));
        try (Evaluation seen = at.elsewhere(masked)) {
          scores[f] = question.question().value(seen.prediction(), question.weights());
        }
        int seen = f + 1;
        offer(at, layer, () -> features.weighted(shares(scores, seen)));
      }
      maps.add(features.weighted(softmax(scores)));
    }
    return maps;
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

  /** The weights of the features that were seen; the others have none yet. */
  private static double[] shares(double[] scores, int seen) {
    return Arrays.copyOf(softmax(Arrays.copyOf(scores, seen)), scores.length);
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
