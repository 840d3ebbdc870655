package org.pixelwhy.data.augmentation;

import java.util.function.DoubleUnaryOperator;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;

/**
 * The grey levels of an image: changes of intensity are measured by the span between its own least
 * and greatest value, and stay within what its format can hold.
 */
record Intensity(Image image, float least, float greatest) {
  static Intensity of(Image image) {
    float least = Float.POSITIVE_INFINITY;
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : image.values()) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return new Intensity(image, least, greatest);
  }

  double span() {
    return greatest - least;
  }

  double mean() {
    double sum = 0;
    for (float value : image.values()) {
      sum += value;
    }
    return sum / image.values().length;
  }

  /** The sample with every value changed; the labels stay. */
  Sample changed(Sample sample, DoubleUnaryOperator change) {
    float low = Math.min(0, least);
    float high = Math.max(image.range(), greatest);
    float[] values = new float[image.values().length];
    for (int i = 0; i < values.length; i++) {
      float value = (float) change.applyAsDouble(image.values()[i]);
      values[i] = Math.max(low, Math.min(high, value));
    }
    return with(sample, values);
  }

  static Sample with(Sample sample, float[] values) {
    Image image = sample.image();
    return new Sample(sample.name(), image.with(image.channels(), values), sample.labels());
  }
}
