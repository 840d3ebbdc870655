package org.pixelwhy.study.noise;

import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.faithfulness.ImagePart;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.tensor.InputException;

/**
 * An image, ready for the network, and where the class really is.
 *
 * @param number of the image, from 0
 * @param sample image and labels
 * @param prepared the network's input
 * @param values how picture and input belong together
 * @param truth pixels of the class, in the network's output
 * @param ignored pixels of the output of which the truth says nothing
 */
record NoiseCase(
    int number,
    Sample sample,
    ImagePreparation prepared,
    PictureValues values,
    Mask truth,
    Mask ignored) {
  /**
   * Reads an image.
   *
   * @param label of the class
   * @throws InputException if that fails, or the network does not take it; it names the image
   */
  static NoiseCase read(
      ModelRunner runner, Entry entry, int number, int label, Optional<Size> size) {
    Sample sample = entry.read();
    ModelCard card = runner.model().card();
    try {
      ImagePreparation prepared = ImagePreparation.of(card, sample.image(), size);
      int[] extents =
          Arrays.stream(
                  runner
                      .typed(prepared.input().shape())
                      .type(runner.model().logits())
                      .shape()
                      .dims())
              .skip(2)
              .mapToInt(Math::toIntExact)
              .toArray();
      Geometry geometry = prepared.geometry();
      return new NoiseCase(
          number,
          sample,
          prepared,
          PictureValues.of(card, sample.image(), prepared),
          geometry.toOutput(sample.labels().mask(label), extents),
          geometry.toOutput(sample.labels().mask(LabelMap.IGNORED), extents));
    } catch (InputException e) {
      throw new InputException(sample.name() + ": " + e.getMessage(), e);
    }
  }

  /** Rows and columns of the input. */
  int[] inputExtents() {
    return new int[] {(int) prepared.input().shape().dim(2), (int) prepared.input().shape().dim(3)};
  }

  /** A mask of the image where it lies in the input. */
  Mask inInput(Mask mask) {
    return prepared.geometry().toOutput(mask, inputExtents());
  }

  /** Numbers of the pixels of the input that belong to the image. */
  int[] places() {
    return new ImagePart(prepared.geometry()).inside(prepared.input().shape()).indices();
  }
}
