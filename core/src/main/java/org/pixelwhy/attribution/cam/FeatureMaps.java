package org.pixelwhy.attribution.cam;

import org.pixelwhy.model.Layer;
import org.pixelwhy.tensor.Tensor;

/**
 * The features of a layer {@code [1,F,h,w]}, or something of their shape, such as their gradient.
 *
 * @param values feature after feature
 * @param positions h * w
 */
record FeatureMaps(float[] values, int features, int positions) {
  /** Of values of a layer's tensor. */
  static FeatureMaps of(Layer layer, Tensor values) {
    return of(layer.arrangement().layOut(values));
  }

  private static FeatureMaps of(Tensor layer) {
    int features = (int) layer.shape().dim(1);
    return new FeatureMaps(layer.toFloats(), features, layer.size() / features);
  }

  float get(int feature, int position) {
    return values[feature * positions + position];
  }

  /** The sum of a feature over its positions. */
  double sum(int feature) {
    double sum = 0;
    for (int i = 0; i < positions; i++) {
      sum += get(feature, i);
    }
    return sum;
  }

  /** {@code sum over f of weights_f * A_f}. */
  double[] weighted(double[] weights) {
    double[] map = new double[positions];
    for (int f = 0; f < features; f++) {
      for (int i = 0; i < positions; i++) {
        map[i] += weights[f] * get(f, i);
      }
    }
    return map;
  }

  /** The product with others, element by element. */
  FeatureMaps times(FeatureMaps other) {
    float[] products = new float[values.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = values[i] * other.values[i];
    }
    return new FeatureMaps(products, features, positions);
  }

  /** The sum over all features. */
  double[] total() {
    double[] total = new double[positions];
    for (int f = 0; f < features; f++) {
      for (int i = 0; i < positions; i++) {
        total[i] += get(f, i);
      }
    }
    return total;
  }
}
