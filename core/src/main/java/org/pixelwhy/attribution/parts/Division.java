package org.pixelwhy.attribution.parts;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** How an image is divided into parts. */
public sealed interface Division {
  /** More parts than this are none that a person could look at. */
  int MOST = 10_000;

  /**
   * The parts of an image; its padding belongs to none.
   *
   * @param image the network's input {@code [1,C,H,W]}
   * @param prediction what the network says about it, and how the image lies in it
   */
  Parts of(Tensor image, Prediction prediction);

  /** What the parts are called together, such as {@code superpixels}. */
  String what();

  /** The extents of an input's pixels: rows and columns, or slices, rows and columns. */
  private static int[] extents(Tensor image) {
    return Arrays.stream(image.shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }

  private static int channels(Tensor image) {
    return Math.toIntExact(image.shape().dim(1));
  }

  private static int requireFew(String what, int number, int most) {
    if (number < 1 || number > most) {
      throw new InputException(
          Text.format("illegal number of %s: %d, must be between 1 and %d", what, number, most));
    }
    return number;
  }

  /**
   * Boxes of about equal size.
   *
   * @param cells number along each axis
   */
  record Grid(int cells) implements Division {
    private static final int MOST_CELLS = 100;

    public Grid {
      requireFew("cells of a grid along each axis", cells, MOST_CELLS);
    }

    @Override
    public Parts of(Tensor image, Prediction prediction) {
      int[] extents = extents(image);
      int[] labels = new int[Arrays.stream(extents).reduce(1, Math::multiplyExact)];
      for (int i = 0; i < labels.length; i++) {
        int rest = i;
        int scale = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
          labels[i] += (int) ((long) (rest % extents[axis]) * cells / extents[axis]) * scale;
          rest /= extents[axis];
          scale *= cells;
        }
      }
      return Parts.ofPixels(
          labels, prediction.geometry().inside(extents), channels(image), Optional.empty());
    }

    @Override
    public String what() {
      return "grid cells";
    }
  }

  /**
   * Regions of like values: {@link Slic}.
   *
   * @param count about so many
   * @param compactness how much distance counts against the difference of values; more makes them
   *     rounder
   */
  record Superpixels(int count, double compactness) implements Division {
    public Superpixels {
      requireFew("superpixels", count, MOST);
      if (!(compactness > 0 && Double.isFinite(compactness))) {
        throw new InputException(
            Text.format("illegal compactness of superpixels: %s, must be above 0", compactness));
      }
    }

    /** With a distance of one superpixel counting as much as one standard deviation. */
    public Superpixels(int count) {
      this(count, 1);
    }

    @Override
    public Parts of(Tensor image, Prediction prediction) {
      Mask inside = prediction.geometry().inside(extents(image));
      int[] labels = new Slic(image, inside).labels(count, compactness);
      return Parts.ofPixels(labels, inside, channels(image), Optional.empty());
    }

    @Override
    public String what() {
      return "superpixels";
    }
  }

  /** Every channel is a part, such as the sequences of a magnetic resonance image. */
  record Channels() implements Division {
    @Override
    public Parts of(Tensor image, Prediction prediction) {
      int channels = channels(image);
      Mask inside = prediction.geometry().inside(extents(image));
      int[] of = new int[image.size()];
      for (int i = 0; i < of.length; i++) {
        of[i] = inside.get(i % inside.size()) ? i / inside.size() : Parts.NONE;
      }
      return new Parts(
          of, IntStream.range(0, channels).mapToObj(c -> "channel " + c).toList(), channels, true);
    }

    @Override
    public String what() {
      return "channels";
    }
  }

  /**
   * The labels of a given mask: pixels of one number are one part, those of 0 too.
   *
   * @param labels gives the number of every pixel of an input of these extents
   */
  record Labels(Function<int[], int[]> labels) implements Division {
    private static final int MOST_LABELS = 1000;

    public Labels {
      java.util.Objects.requireNonNull(labels, "labels");
    }

    @Override
    public Parts of(Tensor image, Prediction prediction) {
      int[] extents = extents(image);
      int[] found = labels.apply(extents);
      Mask inside = prediction.geometry().inside(extents);
      if (found.length != inside.size()) {
        throw new InputException(
            Text.format(
                "%d labels do not fit an image of %d pixels; give a mask of the image's size",
                found.length, inside.size()));
      }
      Parts parts =
          Parts.ofPixels(found, inside, channels(image), Optional.of(label -> "label " + label));
      if (parts.count() > MOST_LABELS) {
        throw new InputException(
            Text.format(
                "the mask of parts has %d different labels, expected at most %d; give a mask of"
                    + " whole numbers, not a picture",
                parts.count(), MOST_LABELS));
      }
      return parts;
    }

    @Override
    public String what() {
      return "labels";
    }
  }

  /**
   * What is predicted: the pixels of each class are a part, as are those of no class where classes
   * may overlap; a pixel of several belongs to the first of them.
   */
  record Classes() implements Division {
    @Override
    public Parts of(Tensor image, Prediction prediction) {
      return Segments.of(image, prediction, false).parts();
    }

    @Override
    public String what() {
      return "predicted classes";
    }
  }

  /**
   * What is predicted, one by one: each connected object of each class is a part, and so is the
   * background, or what is of no class, as a whole. Neighbours along an axis are connected.
   */
  record Objects() implements Division {
    @Override
    public Parts of(Tensor image, Prediction prediction) {
      return Segments.of(image, prediction, true).parts();
    }

    @Override
    public String what() {
      return "predicted objects";
    }
  }
}
