package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Geometry.Fit;
import org.pixelwhy.image.Image;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;

/**
 * An image made ready for a network.
 *
 * @param input the network's input {@code [1,C,H,W]}
 * @param geometry how the image lies in it
 * @param notes what was done that a user should know
 */
public record ImagePreparation(Tensor input, Geometry geometry, List<String> notes) {
  /** Luminance of red, green and blue, as in ITU-R BT.601. */
  private static final float[] LUMINANCE = {0.299f, 0.587f, 0.114f};

  public ImagePreparation {
    notes = List.copyOf(notes);
  }

  /** Rows and columns of a size that a user asks for. */
  public record Size(int height, int width) {
    public Size {
      if (height < 1 || width < 1) {
        throw new InputException(
            "illegal size %dx%d: width and height must be at least 1".formatted(width, height));
      }
    }
  }

  /**
   * Prepares an image as a model card says.
   *
   * @param wanted the size of the network's input; where none is given, the image's own size if the
   *     network takes it, else the image padded to the next size that it takes, else resized
   * @throws InputException if the network does not take the size
   */
  public static ImagePreparation of(ModelCard card, Image image, Optional<Size> wanted) {
    List<String> notes = new ArrayList<>(image.notes());
    Geometry geometry = geometry(card, image, wanted);
    if (!geometry.isIdentity()) {
      notes.add(
          "the image of %d x %d pixels was %s to %d x %d"
              .formatted(
                  image.width(),
                  image.height(),
                  geometry.fit() == Fit.PAD ? "padded" : "resized",
                  geometry.inputWidth(),
                  geometry.inputHeight()));
    }
    Image fitted = channels(geometry.toInput(rescaled(card, image, notes)), card.channels(), notes);
    float[] values = Step.applyAll(card.preprocessing(), fitted.values(), fitted.channels());
    Tensor input = Tensor.of(values, 1, fitted.channels(), fitted.height(), fitted.width());
    return new ImagePreparation(input, geometry, notes);
  }

  private static Geometry geometry(ModelCard card, Image image, Optional<Size> wanted) {
    InputSize size = card.size();
    if (size.axes().size() != 2) {
      throw new InputException(
          "the network takes volumes [N,C,D,H,W]; give a .npy file with the finished input");
    }
    if (wanted.isPresent()) {
      Size given = wanted.get();
      if (!size.accepts(given.height(), given.width())) {
        throw new InputException(
            "size %dx%d: the network takes height x width %s"
                .formatted(given.width(), given.height(), size));
      }
      return new Geometry(image.height(), image.width(), given.height(), given.width(), Fit.RESIZE);
    }
    int height = size.height().atLeast(image.height());
    int width = size.width().atLeast(image.width());
    boolean fixed =
        size.height() instanceof AxisSize.Fixed || size.width() instanceof AxisSize.Fixed;
    return new Geometry(image.height(), image.width(), height, width, fixed ? Fit.RESIZE : Fit.PAD);
  }

  /** The guessed scaling is meant for 0 to 255; other files are brought to that range first. */
  private static Image rescaled(ModelCard card, Image image, List<String> notes) {
    boolean guessed = card.guesses().stream().anyMatch(guess -> guess.startsWith("preprocessing"));
    if (!guessed || image.range() == 255) {
      return image;
    }
    float factor = 255 / image.range();
    float[] values = new float[image.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.values()[i] * factor;
    }
    notes.add("values up to %s were scaled to 0..1".formatted(image.range()));
    return new Image(image.channels(), image.height(), image.width(), values, 255);
  }

  private static Image channels(Image image, ChannelOrder order, List<String> notes) {
    if (image.channels() == 3 && order == ChannelOrder.GREY) {
      notes.add("the colour image was converted to grey (luminance)");
      return grey(image);
    } else if (image.channels() == 1 && order != ChannelOrder.GREY) {
      notes.add("the grey image was repeated in all three channels");
      return select(image, 0, 0, 0);
    } else if (image.channels() != order.channels()) {
      throw new InputException(
          "the image has %d channels, the network takes %d (%s); give a .npy file with the"
                  .formatted(image.channels(), order.channels(), order)
              + " finished input");
    }
    return order == ChannelOrder.BGR ? select(image, 2, 1, 0) : image;
  }

  private static Image grey(Image image) {
    int area = image.height() * image.width();
    float[] values = new float[area];
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < area; i++) {
        values[i] += LUMINANCE[channel] * image.values()[channel * area + i];
      }
    }
    return new Image(1, image.height(), image.width(), values, image.range());
  }

  private static Image select(Image image, int... channels) {
    int area = image.height() * image.width();
    float[] values = new float[channels.length * area];
    for (int i = 0; i < channels.length; i++) {
      System.arraycopy(image.values(), channels[i] * area, values, i * area, area);
    }
    return new Image(channels.length, image.height(), image.width(), values, image.range());
  }
}
