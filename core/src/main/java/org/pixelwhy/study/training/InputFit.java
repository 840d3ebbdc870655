package org.pixelwhy.study.training;

import java.util.Optional;
import java.util.Random;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.training.Resizing;

/**
 * Brings samples to what a network takes.
 *
 * @param channels of the network's input
 * @param size to which images are brought; empty where they are taken as they are
 */
public record InputFit(ChannelOrder channels, Optional<Size> size) {
  /**
   * The sample with the network's channels, in its size.
   *
   * @throws InputException if the image has other channels than the network can be given
   */
  public Sample apply(Sample sample) {
    Sample arranged = arranged(sample);
    return size.map(wanted -> new Resizing(wanted).apply(arranged, new Random(0))).orElse(arranged);
  }

  private Sample arranged(Sample sample) {
    if (sample.image().channels() == channels.channels()) {
      return sample;
    }
    try {
      Image image = channels.arrange(sample.image());
      return new Sample(sample.name(), image, sample.labels());
    } catch (InputException e) {
      throw new InputException(sample.name() + ": " + e.getMessage(), e);
    }
  }
}
