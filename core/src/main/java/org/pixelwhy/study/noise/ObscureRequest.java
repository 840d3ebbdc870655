package org.pixelwhy.study.noise;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * An image of which only that is to be left which a network needs.
 *
 * @param explainer trained on noise for this network
 * @param size to which the image is brought for the network, where that is stated
 * @param choice the class whose mask is looked at; where none is stated, the largest one
 * @param manner what happens to the rest
 */
public record ObscureRequest(
    ModelSource model,
    Path explainer,
    ImageSource image,
    Optional<Size> size,
    ClassChoice choice,
    Manner manner) {
  /**
   * What happens to pixels that the network does not need.
   *
   * @param share of the pixels that stays, 0 to 1; empty where all get noise instead
   * @param fill what is put in the place of the others
   * @param seed of the noise, and of the order of equal pixels
   */
  public record Manner(OptionalDouble share, Fill fill, long seed) {
    public Manner {
      if (share.isPresent() && !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
        throw new InputException(
            Text.format(
                "illegal share of pixels to leave: %s, must be from 0 to 1", share.getAsDouble()));
      }
    }
  }
}
