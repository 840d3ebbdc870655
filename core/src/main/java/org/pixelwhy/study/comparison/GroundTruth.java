package org.pixelwhy.study.comparison;

import org.pixelwhy.catalogue.GivenMask;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The ground truth of one image: a mask, of a volume the slice that the image is of its own. */
public record GroundTruth(GivenMask mask) {
  /** What is asked about the image, so that scores look at the mask. */
  public ExplainRequest in(ExplainRequest asked) {
    return asked.with(asked.settings().withRun(asked.settings().run().withTruth(mask)));
  }

  /**
   * The mask's pixels.
   *
   * @throws InputException if it cannot be read or has another size than the image
   */
  public Mask of(ImageResult image) {
    Mask found = MaskReader.read(mask.file(), mask.label(), image.image().axes());
    int height = image.image().height();
    int width = image.image().width();
    if (found.height() != height || found.width() != width) {
      throw new InputException(
          Text.format(
              "%s: the mask has %d x %d pixels, its image %d x %d; they must be of one size",
              mask.file(), found.width(), found.height(), width, height));
    }
    return found;
  }

  /**
   * Dice of the mask that is predicted for the class asked about, and this one.
   *
   * @throws InputException as {@link #of}
   */
  public double dice(ImageResult image) {
    return Dice.of(image.masks().get(image.target().channel()), of(image));
  }
}
