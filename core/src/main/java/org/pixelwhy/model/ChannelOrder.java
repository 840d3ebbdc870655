package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.onnx.graph.InputException;

/** What the channels of a model's input are. */
public enum ChannelOrder {
  /** One channel. */
  GREY(1),
  /** Red, green, blue. */
  RGB(3),
  /** Blue, green, red, as OpenCV has it. */
  BGR(3);

  private final int channels;

  ChannelOrder(int channels) {
    this.channels = channels;
  }

  public int channels() {
    return channels;
  }

  /**
   * A grey or red-green-blue picture with its channels as the model takes them: grey is repeated,
   * colour becomes luma (ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B), with a note unless it was grey
   * saved as colour.
   *
   * @throws InputException if the picture has neither 1 nor 3 channels
   */
  public Image arrange(Image image) {
    if (image.channels() != 1 && image.channels() != 3) {
      throw new InputException(
          "the model takes %s, the picture has %d channels; expected 1 (grey) or 3 (RGB)"
              .formatted(this, image.channels()));
    }
    List<String> notes = new ArrayList<>(image.notes());
    float[] values = image.values();
    if (this == GREY && image.channels() == 3) {
      if (!isGrey(values)) {
        notes.add("turned colour into grey (0.299 R + 0.587 G + 0.114 B)");
      }
      values = luma(values);
    } else if (this != GREY && image.channels() == 1) {
      notes.add("repeated the grey channel three times");
      values = planes(values, 0, 0, 0);
    } else if (this == BGR) {
      values = planes(values, 2, 1, 0);
    }
    return new Image(channels, image.height(), image.width(), values, image.range(), notes);
  }

  /** Whether red, green and blue are equal everywhere. */
  private static boolean isGrey(float[] values) {
    int plane = values.length / 3;
    return Arrays.equals(values, 0, plane, values, plane, 2 * plane)
        && Arrays.equals(values, 0, plane, values, 2 * plane, 3 * plane);
  }

  private static float[] luma(float[] values) {
    int plane = values.length / 3;
    float[] grey = new float[plane];
    for (int i = 0; i < plane; i++) {
      float red = values[i];
      float green = values[plane + i];
      float blue = values[2 * plane + i];
      // Grey saved as colour stays exactly what it was.
      boolean equal = red == green && green == blue;
      grey[i] = equal ? red : (float) (0.299 * red + 0.587 * green + 0.114 * blue);
    }
    return grey;
  }

  private static float[] planes(float[] values, int... order) {
    int stored = 0;
    for (int channel : order) {
      stored = Math.max(stored, channel + 1);
    }
    int plane = values.length / stored;
    float[] result = new float[order.length * plane];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(values, order[i] * plane, result, i * plane, plane);
    }
    return result;
  }
}
