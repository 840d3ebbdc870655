package org.pixelwhy.attribution.parts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * What is predicted for an image, as its parts: segments in the order of their classes, after what
 * is of no class where there is such.
 *
 * @param parts of the network's input, each with the name of its segment
 * @param all the segments, as many as parts
 */
public record Segments(Parts parts, List<Segment> all) {
  public Segments {
    all = List.copyOf(all);
  }

  /**
   * A segment.
   *
   * @param name such as {@code 1 (nucleus), object 2}
   * @param classIndex its class; empty for what is of no class
   * @param pixels of the network's output. Where classes overlap, its part has only those that are
   *     of no class before
   * @param isBackground whether it is no object of its own
   */
  public record Segment(String name, OptionalInt classIndex, Mask pixels, boolean isBackground) {}

  /**
   * The segments of a prediction.
   *
   * @param image the network's input {@code [1,C,H,W]}
   * @param apart whether connected objects of a class, but for the background, are segments of
   *     their own
   */
  public static Segments of(Tensor image, Prediction prediction, boolean apart) {
    List<Segment> found = found(prediction, apart);
    int[] labels = new int[Arrays.stream(prediction.extents()).reduce(1, Math::multiplyExact)];
    for (int k = found.size() - 1; k >= 0; k--) {
      for (int pixel : found.get(k).pixels().indices()) {
        labels[pixel] = k;
      }
    }
    int[] extents = extents(image);
    double[] enlarged =
        Interpolation.NEAREST.resize(
            Arrays.stream(labels).asDoubleStream().toArray(), prediction.extents(), extents);
    int[] there = Arrays.stream(enlarged).mapToInt(label -> (int) label).toArray();
    Mask inside = prediction.geometry().inside(extents);
    // What the input has no pixel of, or an earlier class has all of, is no part.
    int[] present =
        Arrays.stream(inside.indices()).map(i -> there[i]).distinct().sorted().toArray();
    Parts parts =
        Parts.ofPixels(
            there,
            inside,
            Math.toIntExact(image.shape().dim(1)),
            Optional.of(label -> found.get(label).name()));
    return new Segments(parts, Arrays.stream(present).mapToObj(found::get).toList());
  }

  private static List<Segment> found(Prediction prediction, boolean apart) {
    List<Segment> found = new ArrayList<>();
    Mask inside = prediction.inside();
    Mask[] classes = new Mask[prediction.classes()];
    Arrays.setAll(classes, prediction::mask);
    Mask none =
        Mask.of(
            prediction.extents(),
            i -> inside.get(i) && Arrays.stream(classes).noneMatch(mask -> mask.get(i)));
    if (!none.isEmpty()) {
      String name = classes.length == 1 ? "background" : "no class";
      found.add(new Segment(name, OptionalInt.empty(), none, true));
    }
    for (int k = 0; k < classes.length; k++) {
      int index = k;
      boolean background = prediction.background().equals(OptionalInt.of(k));
      BiConsumer<String, Mask> add =
          (name, pixels) -> found.add(new Segment(name, OptionalInt.of(index), pixels, background));
      if (!apart || background) {
        if (!classes[k].isEmpty()) {
          add.accept(prediction.describe(k), classes[k]);
        }
        continue;
      }
      List<Mask> objects = objects(classes[k]);
      for (int i = 0; i < objects.size(); i++) {
        String number = objects.size() == 1 ? "" : ", object " + (i + 1);
        add.accept(prediction.describe(k) + number, objects.get(i));
      }
    }
    return found;
  }

  /** The connected objects of a mask, in the order of their first pixels. */
  private static List<Mask> objects(Mask mask) {
    List<Mask> objects = new ArrayList<>();
    boolean[] seen = new boolean[mask.size()];
    for (int pixel : mask.indices()) {
      if (seen[pixel]) {
        continue;
      }
      if (objects.size() == Division.MOST) {
        throw new InputException(
            Text.format(
                "more than %d objects are predicted; take 'classes' as parts", Division.MOST));
      }
      Mask object = mask.component(pixel);
      for (int member : object.indices()) {
        seen[member] = true;
      }
      objects.add(object);
    }
    return objects;
  }

  private static int[] extents(Tensor image) {
    return Arrays.stream(image.shape().dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }
}
