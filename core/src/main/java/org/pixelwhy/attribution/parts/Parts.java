package org.pixelwhy.attribution.parts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * An image's elements, divided into parts that are numbered from 0.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param of the part of every element of {@code [1,C,H,W]} in C order; {@link #NONE} for padding
 * @param names a name for each part, or none at all where they have only numbers
 * @param count number of parts, at least 1
 * @param byChannel whether the channels of a pixel may belong to different parts
 */
public record Parts(int[] of, List<String> names, int count, boolean byChannel) {
  /** What belongs to no part and always stays as it is. */
  public static final int NONE = -1;

  public Parts {
    names = List.copyOf(names);
    if (count < 1) {
      throw new InputException("the image has no part to speak of; give others");
    }
  }

  /**
   * Parts of pixels, with all of their channels.
   *
   * @param labels of every pixel; those that are equal are one part, numbered in ascending order
   * @param inside the pixels that belong to the image
   * @param name what a label is called, where labels mean something
   */
  static Parts ofPixels(
      int[] labels, Mask inside, int channels, Optional<IntFunction<String>> name) {
    Map<Integer, Integer> numbers = new TreeMap<>();
    for (int pixel : inside.indices()) {
      numbers.put(labels[pixel], 0);
    }
    int next = 0;
    for (Map.Entry<Integer, Integer> number : numbers.entrySet()) {
      number.setValue(next++);
    }
    int[] of = new int[channels * labels.length];
    for (int i = 0; i < of.length; i++) {
      int pixel = i % labels.length;
      of[i] = inside.get(pixel) ? numbers.get(labels[pixel]) : NONE;
    }
    List<String> names =
        name.map(called -> numbers.keySet().stream().map(called::apply).toList()).orElse(List.of());
    return new Parts(of, names, next, false);
  }

  /** Number of elements of each part. */
  public int[] sizes() {
    int[] sizes = new int[count];
    for (int part : of) {
      if (part != NONE) {
        sizes[part]++;
      }
    }
    return sizes;
  }

  /**
   * An image of which some parts are shown, and a baseline where the others are.
   *
   * @param image {@code [1,C,H,W]}
   * @param baseline of the same shape
   * @param shown whether a part is
   */
  public Tensor shown(Tensor image, Tensor baseline, IntPredicate shown) {
    float[] values = image.toFloats();
    float[] others = baseline.toFloats();
    boolean[] kept = new boolean[count];
    for (int part = 0; part < count; part++) {
      kept[part] = shown.test(part);
    }
    for (int i = 0; i < values.length; i++) {
      if (of[i] != NONE && !kept[of[i]]) {
        values[i] = others[i];
      }
    }
    return Tensor.of(values, image.shape().dims()).as(image.type());
  }

  /**
   * A map that shares each part's value out among its elements, so that it adds up to their sum:
   * {@code [1,C,H,W]} where channels are parts, else {@code [1,1,H,W]}.
   *
   * @param image whose parts these are
   */
  public Tensor spread(double[] values, Tensor image) {
    int channels = byChannel ? 1 : Math.toIntExact(image.shape().dim(1));
    int[] sizes = sizes();
    float[] map = new float[of.length / channels];
    for (int i = 0; i < map.length; i++) {
      map[i] = of[i] == NONE ? 0 : (float) (values[of[i]] * channels / sizes[of[i]]);
    }
    long[] dims = image.shape().dims();
    dims[1] = byChannel ? dims[1] : 1;
    return Tensor.of(map, dims);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parts parts
        && Arrays.equals(of, parts.of)
        && names.equals(parts.names)
        && count == parts.count
        && byChannel == parts.byChannel;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(of);
  }

  @Override
  public String toString() {
    return "Parts[" + count + ", " + Arrays.hashCode(of) + "]";
  }
}
