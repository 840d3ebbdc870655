package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Geometry.Fit;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * An image made ready for a network.
 *
 * @param input the network's input {@code [1,C,H,W]}
 * @param geometry how the image lies in it
 * @param notes what was done that a user should know
 */
public record ImagePreparation(Tensor input, Geometry geometry, List<String> notes) {
  public ImagePreparation {
    notes = List.copyOf(notes);
  }

  /** The same with one more note. */
  public ImagePreparation noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new ImagePreparation(input, geometry, more);
  }

  /** Rows and columns of a size that a user asks for. */
  public record Size(int height, int width) {
    public Size {
      if (height < 1 || width < 1) {
        throw new InputException(
            Text.format("illegal size %dx%d: width and height must be at least 1", width, height));
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
    Geometry geometry = geometry(card, image, wanted);
    int before = geometry.fit() == Fit.RESIZE ? limited(card.preprocessing()) : 0;
    List<Step> first = card.preprocessing().subList(0, before);
    List<Step> then = card.preprocessing().subList(before, card.preprocessing().size());
    Image whole = rescaled(card, image);
    if (before > 0) {
      whole = applied(first, card.channels().arrange(whole));
    }
    Image fitted = geometry.toInput(whole);
    if (before == 0) {
      fitted = card.channels().arrange(fitted);
    }
    List<String> notes = new ArrayList<>(fitted.notes());
    if (!geometry.isIdentity()) {
      notes.add(
          Text.format(
              "the image of %d x %d pixels was %s to %d x %d",
              image.width(),
              image.height(),
              geometry.fit() == Fit.PAD ? "padded" : "resized",
              geometry.inputWidth(),
              geometry.inputHeight()));
    }
    float[] values = Step.applyAll(then, fitted.values(), fitted.channels());
    Tensor input = Tensor.of(values, 1, fitted.channels(), fitted.height(), fitted.width());
    return new ImagePreparation(input, geometry, notes);
  }

  /**
   * How many steps end with values limited to a window. They come before the picture is resized:
   * metal of 3000 Hounsfield units must not outshine its neighbours.
   */
  private static int limited(List<Step> steps) {
    int linear = 0;
    while (linear < steps.size() && isLinear(steps.get(linear))) {
      linear++;
    }
    return linear < steps.size() && steps.get(linear) instanceof Clip ? linear + 1 : 0;
  }

  private static boolean isLinear(Step step) {
    return step instanceof Scale
        || step instanceof MeanStd
        || step instanceof VolumeRange
        || step instanceof FullRange;
  }

  private static Image applied(List<Step> steps, Image image) {
    float[] values = Step.applyAll(steps, image.values(), image.channels());
    return image.with(image.channels(), values, 1, image.notes());
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
            Text.format(
                "size %dx%d: the network takes height x width %s",
                given.width(), given.height(), size));
      }
      return new Geometry(image.axes(), given.height(), given.width(), Fit.RESIZE);
    }
    int height = size.height().atLeast(image.height());
    int width = size.width().atLeast(image.width());
    boolean fixed =
        size.height() instanceof AxisSize.Fixed || size.width() instanceof AxisSize.Fixed;
    return new Geometry(image.axes(), height, width, fixed ? Fit.RESIZE : Fit.PAD);
  }

  /**
   * The guessed scaling is meant for 0 to 255, and so is what follows {@link FullRange}; other
   * files are brought to that range first.
   */
  private static Image rescaled(ModelCard card, Image image) {
    boolean guessed = card.guesses().stream().anyMatch(guess -> guess.startsWith("preprocessing"));
    // Guessed to be none: the network takes larger whole numbers, as they are in the file.
    boolean asked =
        !card.preprocessing().isEmpty()
            && (guessed || card.preprocessing().get(0) instanceof FullRange);
    if (!asked || image.range() == 255) {
      return image;
    }
    float factor = 255 / image.range();
    float[] values = new float[image.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.values()[i] * factor;
    }
    List<String> notes = new ArrayList<>(image.notes());
    boolean unit = guessed && !card.preprocessing().equals(List.of(new Scale(1, 0)));
    notes.add(Text.format("values up to %s were scaled to 0..%d", image.range(), unit ? 1 : 255));
    return image.with(image.channels(), values, 255, notes);
  }
}
