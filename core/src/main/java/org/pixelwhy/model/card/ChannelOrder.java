package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/** What the channels of a model's input are: grey, colours, or so many of any other meaning. */
public final class ChannelOrder {
  /** One channel. */
  public static final ChannelOrder GREY = new ChannelOrder("GREY", 1);

  /** Red, green, blue. */
  public static final ChannelOrder RGB = new ChannelOrder("RGB", 3);

  /** Blue, green, red, as OpenCV has it. */
  public static final ChannelOrder BGR = new ChannelOrder("BGR", 3);

  private static final List<ChannelOrder> NAMED = List.of(GREY, RGB, BGR);
  private static final int MOST = 1 << 16;

  private final String name;
  private final int channels;

  private ChannelOrder(String name, int channels) {
    this.name = name;
    this.channels = channels;
  }

  /**
   * So many channels that are no colours, such as the sequences of an MR scan; one is grey.
   *
   * @throws InputException if there is none, or absurdly many
   */
  public static ChannelOrder of(long channels) {
    if (channels < 1 || channels > MOST) {
      throw new InputException(
          Text.format("illegal number of channels: %d, must be between 1 and %d", channels, MOST));
    }
    return channels == 1 ? GREY : new ChannelOrder(Long.toString(channels), (int) channels);
  }

  /**
   * What a text stands for: {@code grey}, {@code rgb}, {@code bgr}, case ignored, or a number.
   *
   * @throws InputException if it is none of them
   */
  public static ChannelOrder of(String text) {
    String given = text.strip().toUpperCase(Locale.ROOT);
    if (given.matches("\\d{1,9}")) {
      return of(Long.parseLong(given));
    }
    return NAMED.stream()
        .filter(order -> order.name.equals(given.equals("GRAY") ? "GREY" : given))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "unknown value '%s'.%s", text, NearestNames.suggest(text, names()))));
  }

  /** The names, without numbers. */
  public static List<String> names() {
    return NAMED.stream().map(order -> order.name.toLowerCase(Locale.ROOT)).toList();
  }

  /** {@code GREY}, {@code RGB}, {@code BGR} or the number of channels. */
  public String name() {
    return name;
  }

  public int channels() {
    return channels;
  }

  /**
   * A picture with its channels as the model takes them. Grey is repeated for a model of colours,
   * colour becomes luma for grey (ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B), with a note unless it
   * was grey saved as colour. Channels that are no colours stay as they are.
   *
   * @throws InputException if the picture has neither 1 nor 3 channels, or of channels that are no
   *     colours another number
   */
  public Image arrange(Image image) {
    if (!NAMED.contains(this)) {
      if (image.channels() != channels) {
        throw new InputException(
            Text.format("the model takes %s, the picture has %d", this, image.channels()));
      }
      return image;
    }
    if (image.channels() != 1 && image.channels() != 3) {
      throw new InputException(
          Text.format(
                  "the model takes %s, the picture has %d channels; expected 1 (grey) or 3 (RGB);",
                  this, image.channels())
              + " one channel of a volume is written VOLUME:PLANE,INDEX,CHANNEL");
    }
    List<String> notes = new ArrayList<>(image.notes());
    float[] values = image.values();
    if (channels == 1 && image.channels() == 3) {
      if (!isGrey(values)) {
        notes.add("turned colour into grey (0.299 R + 0.587 G + 0.114 B)");
      }
      values = luma(values);
    } else if (channels == 3 && image.channels() == 1) {
      notes.add("repeated the grey channel three times");
      values = planes(values, 0, 0, 0);
    } else if (equals(BGR)) {
      values = planes(values, 2, 1, 0);
    }
    return image.with(channels, values).noting(notes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelOrder order && name.equals(order.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return NAMED.contains(this) ? name : name + " channels";
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
