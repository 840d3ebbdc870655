package org.pixelwhy.server.opened;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.render.Palette;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * What a network predicts, pixel by pixel of the image.
 *
 * @param height of the image
 * @param width of the image
 * @param labels the class of each pixel; where several have it, the last one; {@link #NONE} where
 *     none has
 */
public record PredictedClasses(int height, int width, short[] labels, List<ClassFacts> classes) {
  /** No class. */
  public static final short NONE = -1;

  public PredictedClasses {
    classes = List.copyOf(classes);
  }

  /**
   * One class.
   *
   * @param color {@code 0xRRGGBB}; empty for the background
   * @param pixels of the image that have it
   * @param probability its mean over the pixels of the output that have it, if any
   */
  public record ClassFacts(
      int index, String name, OptionalInt color, int pixels, OptionalDouble probability) {}

  static PredictedClasses of(Prediction prediction) {
    if (prediction.extents().length != 2) {
      throw new InputException(
          "the network segments volumes as a whole; the page shows networks of pictures only");
    }
    int height = prediction.geometry().imageHeight();
    int width = prediction.geometry().imageWidth();
    short[] labels = new short[height * width];
    java.util.Arrays.fill(labels, NONE);
    List<ClassFacts> classes = new ArrayList<>();
    int colored = 0;
    for (int k = 0; k < prediction.classes(); k++) {
      Mask shown = prediction.geometry().toImage(prediction.mask(k));
      for (int pixel : shown.indices()) {
        labels[pixel] = (short) k;
      }
      boolean background = prediction.background().equals(OptionalInt.of(k));
      classes.add(
          new ClassFacts(
              k,
              prediction.classNames().get(k),
              background ? OptionalInt.empty() : OptionalInt.of(Palette.color(colored++)),
              shown.count(),
              meanProbability(prediction, k)));
    }
    return new PredictedClasses(height, width, labels, classes);
  }

  private static OptionalDouble meanProbability(Prediction prediction, int index) {
    int[] pixels = prediction.mask(index).indices();
    Tensor probabilities = prediction.probabilities();
    int offset = index * prediction.mask(index).size();
    double sum = 0;
    for (int pixel : pixels) {
      sum += probabilities.get(offset + pixel);
    }
    return pixels.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / pixels.length);
  }
}
