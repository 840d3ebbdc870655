package org.pixelwhy.study;

import java.util.Optional;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Which slice of a volume pictures show: that with most of the target, of equal ones the first. All
 * values stay; only pictures, and the numbers beside them, are of one slice.
 *
 * @param index from 0, in the network's output
 * @param slices of the output; 1 where the network sees pictures
 */
record ShownSlice(int index, int slices) {
  /** For a target of rank 2 (rows, columns) or 3 (slices, rows, columns). */
  static ShownSlice of(Mask target) {
    int[] extents = target.extents();
    if (extents.length < 3) {
      return new ShownSlice(0, 1);
    }
    int[] counts = new int[extents[0]];
    for (int pixel : target.indices()) {
      counts[pixel / (extents[1] * extents[2])]++;
    }
    int best = 0;
    for (int slice = 1; slice < counts.length; slice++) {
      best = counts[slice] > counts[best] ? slice : best;
    }
    return new ShownSlice(best, counts.length);
  }

  /**
   * What a reader of the pictures must know; empty where there is nothing to choose.
   *
   * @param field of which a picture is shown
   */
  Optional<String> note(Mask target, Field field) {
    int depth = field.axes().rank() == 2 ? 1 : field.axes().extent(0);
    if (slices == 1 && depth > 1) {
      return Optional.of(
          Text.format(
              "the network sees a volume and answers with one slice; pictures show slice %d of the"
                  + " volume's %d (from 0), the middle one",
              among(depth), depth));
    }
    return slices == 1
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "the network sees a volume; pictures show slice %d of its %d (from 0), which holds"
                    + " most of the target: %d of its %d voxels; the values of maps are of all"
                    + " slices",
                index, slices, cut(target).count(), target.count()));
  }

  /** The slice of a mask in the network's output. */
  Mask cut(Mask mask) {
    int[] extents = mask.extents();
    if (extents.length == 2) {
      return mask;
    }
    int offset = among(extents[0]) * extents[1] * extents[2];
    return Mask.of(new int[] {extents[1], extents[2]}, i -> mask.get(offset + i));
  }

  /** The slice that lies at the same place among another number of slices. */
  private int among(int others) {
    return (int) ((index + 0.5) * others / slices);
  }

  /** One channel of {@code [1,C,H,W]}, or the slice of one of {@code [1,C,D,H,W]}. */
  Grid cut(Tensor values, int channel) {
    Shape shape = values.shape();
    int height = (int) shape.dim(-2);
    int width = (int) shape.dim(-1);
    int depth = shape.rank() == 5 ? (int) shape.dim(2) : 1;
    float[] plane = new float[height * width];
    values.bytes().asFloatBuffer().get((channel * depth + among(depth)) * plane.length, plane);
    return new Grid(height, width, plane);
  }

  /** A picture itself, or the slice of a volume. */
  Image picture(Field field) {
    return new Image(
        field.axes().rank() == 2 ? field : field.slice(0, among(field.axes().extent(0))));
  }
}
