package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.render.Palette;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * What a network predicts, pixel by pixel of the image.
 *
 * @param facts height and width of the image, and of each class its index, name, color (none of the
 *     background), number of pixels, and mean probability over the output's pixels that have it
 * @param labels the class of each pixel, two bytes each; where several have it, the last one; -1
 *     where none has
 */
public record Predicted(ObjectNode facts, byte[] labels) {
  private static final short NONE = -1;

  static Predicted of(Prediction prediction) {
    if (prediction.extents().length != 2) {
      throw new InputException(
          "the network segments volumes as a whole; the page shows networks of pictures only");
    }
    int height = prediction.geometry().imageHeight();
    int width = prediction.geometry().imageWidth();
    short[] labels = new short[height * width];
    Arrays.fill(labels, NONE);
    ObjectNode facts = JsonText.object().put("height", height).put("width", width);
    ArrayNode classes = facts.putArray("classes");
    int colored = 0;
    for (int k = 0; k < prediction.classes(); k++) {
      Mask shown = prediction.geometry().toImage(prediction.mask(k));
      for (int pixel : shown.indices()) {
        labels[pixel] = (short) k;
      }
      ObjectNode one = classes.addObject();
      one.put("index", k);
      one.put("name", prediction.classNames().get(k));
      if (!prediction.background().equals(OptionalInt.of(k))) {
        one.put("color", Text.format("#%06x", Palette.color(colored++)));
      }
      one.put("pixels", shown.count());
      meanProbability(prediction, k).ifPresent(mean -> one.put("probability", mean));
    }
    return new Predicted(facts, LittleEndian.bytes(labels));
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
