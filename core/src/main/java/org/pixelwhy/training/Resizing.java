package org.pixelwhy.training;

import java.util.Random;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.model.card.ImagePreparation.Size;

/**
 * Brings every image to one size, as explaining does, and its labels with it.
 *
 * @param size rows and columns
 */
public record Resizing(Size size) implements Augmentation {
  @Override
  public Sample apply(Sample sample, Random random) {
    return new Sample(
        sample.name(),
        Resampling.BILINEAR_ANTIALIASED.resize(sample.image(), size.height(), size.width()),
        sample.labels().resized(size.height(), size.width()));
  }
}
