package org.pixelwhy.catalogue;

import java.nio.file.Path;
import java.util.function.Function;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * Reads files that belong to the image that is explained.
 *
 * @param number of the image among those of the request, from 0
 * @param target number of what is asked about it, from 0
 * @param inputs reads a file as an input of the network like the image's
 * @param masks reads a mask of the image, and brings it into the geometry of the network's output
 * @param labels reads a number for each pixel of the image, and brings them into the geometry of
 *     the network's input
 */
public record ImageFiles(
    int number,
    int target,
    Function<Path, Tensor> inputs,
    Function<GivenMask, Mask> masks,
    Function<Path, int[]> labels) {
  /** Where nothing reads labels. */
  public ImageFiles(
      int number, int target, Function<Path, Tensor> inputs, Function<GivenMask, Mask> masks) {
    this(
        number,
        target,
        inputs,
        masks,
        file -> {
          throw new InputException(file + ": labels need the image that they belong to");
        });
  }

  /** The same image, about which something else is asked. */
  public ImageFiles about(int newTarget) {
    return new ImageFiles(number, newTarget, inputs, masks, labels);
  }

  /** Where nothing is known of the image's geometry. */
  static ImageFiles inputsOnly(Function<Path, Tensor> inputs) {
    return new ImageFiles(
        0,
        0,
        inputs,
        mask -> {
          throw new InputException(mask.file() + ": a mask needs the image that it belongs to");
        });
  }
}
