package org.pixelwhy.data;

import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Samples that are trained on in one step; all of one size and number of channels.
 *
 * @param samples at least one
 */
public record Batch(List<Sample> samples) {
  public Batch {
    samples = List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new InputException("a batch needs at least one sample");
    }
    Sample first = samples.get(0);
    for (Sample sample : samples) {
      if (!extents(sample).equals(extents(first))) {
        throw unlike(first, sample);
      }
    }
  }

  private static InputException unlike(Sample first, Sample other) {
    String problem =
        Text.format(
            "%s has %s, %s has %s; images of one batch must agree",
            first.name(), extents(first), other.name(), extents(other));
    return first.image().channels() == other.image().channels()
        ? InputException.about("one size", problem + ", state a common size or learn from parts")
        : new InputException(problem);
  }

  private static String extents(Sample sample) {
    Image image = sample.image();
    return Text.format(
        "%d channels of %d x %d pixels", image.channels(), image.width(), image.height());
  }

  public int size() {
    return samples.size();
  }

  /** The images' values as they are, {@code [N,C,H,W]}. */
  public Tensor images() {
    Image first = samples.get(0).image();
    int each = first.values().length;
    float[] values = new float[Math.multiplyExact(size(), each)];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(samples.get(i).image().values(), 0, values, i * each, each);
    }
    return Tensor.of(values, size(), first.channels(), first.height(), first.width());
  }

  /** The class of every pixel, int64 {@code [N,H,W]}. */
  public Tensor labels() {
    Image first = samples.get(0).image();
    int each = first.height() * first.width();
    long[] classes = new long[Math.multiplyExact(size(), each)];
    for (int i = 0; i < size(); i++) {
      for (int pixel = 0; pixel < each; pixel++) {
        classes[i * each + pixel] = samples.get(i).labels().at(pixel);
      }
    }
    return Tensor.of(classes, size(), first.height(), first.width());
  }
}
