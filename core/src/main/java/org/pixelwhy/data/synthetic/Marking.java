package org.pixelwhy.data.synthetic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Marks the objects of any images with a probability, all classes but the background alike, by the
 * lines at 135 degrees that {@link Marked} draws, grey in all channels.
 *
 * <p>Whether and how an image is marked follows from seed and name alone: an image that is marked
 * at one probability is marked just so at every greater one.
 *
 * @param probability from 0 to 1
 * @param seed of all that is drawn
 */
public record Marking(double probability, long seed) {
  /** The region of a sample that is marked. */
  static final String REGION = "marking";

  public Marking {
    require(probability);
  }

  static void require(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new InputException(
          Text.format(
              "illegal probability of a marking: %s, must be between 0 and 1", probability));
    }
  }

  /** The entry, whose sample is perhaps marked. */
  public Entry apply(Entry entry) {
    return entry.map(sample -> apply(entry.name(), sample));
  }

  /** The sample, perhaps marked. */
  private Sample apply(String name, Sample sample) {
    Random random = RandomStream.of(seed, name.hashCode());
    if (random.nextDouble() >= probability) {
      return sample;
    }
    LabelMap labels = sample.labels();
    Mask objects =
        Mask.of(
            new int[] {labels.height(), labels.width()},
            p -> labels.at(p) != 0 && labels.at(p) != LabelMap.IGNORED);
    LineMarking marking = LineMarking.draw(objects, random);
    Map<String, Mask> regions = new LinkedHashMap<>(sample.regions());
    regions.put(REGION, marking.lines());
    return new Sample(sample.name(), drawn(sample.image(), marking), labels, regions);
  }

  private static Image drawn(Image image, LineMarking marking) {
    float[] values = image.values().clone();
    int area = image.height() * image.width();
    for (int pixel : marking.lines().indices()) {
      for (int channel = 0; channel < image.channels(); channel++) {
        values[channel * area + pixel] = marking.greys()[pixel] / 255f * image.range();
      }
    }
    return image.with(image.channels(), values);
  }
}
