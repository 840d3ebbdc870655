package org.pixelwhy.radiomics.roi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A region of an image: a picture (rows, columns) or a volume (slices, rows, columns) of one
 * channel, and a mask of the same extents. As the IBSI has it there are two masks: of the shape,
 * and of the voxels whose intensities count, which re-segmentation makes smaller.
 *
 * @param image of one channel
 * @param shape the morphological mask
 * @param intensities the intensity mask, within the other
 */
public record Roi(Field image, Mask shape, Mask intensities) {
  public Roi {
    int rank = image.axes().rank();
    if (image.channels() != 1 || rank > 3) {
      throw new InputException(
          Text.format(
              "a region is measured in one channel of a picture or volume, found %d of %s",
              image.channels(), image.axes()));
    }
    requireAlike(image.axes(), shape);
    requireAlike(image.axes(), intensities);
  }

  /** A region all of whose intensities count. */
  public Roi(Field image, Mask mask) {
    this(image, mask, mask);
  }

  private static void requireAlike(Axes axes, Mask mask) {
    if (!Arrays.equals(axes.extents(), mask.extents())) {
      throw new InputException(
          Text.format(
              "the mask has %s, the image %s; a mask must have the extents of its image",
              mask.axes(), axes));
    }
  }

  /** Whether it has slices. */
  public boolean isVolume() {
    return image.axes().rank() == 3;
  }

  /** The same shape with fewer intensities. */
  public Roi counting(Mask fewer) {
    return new Roi(image, shape, fewer);
  }

  /** The spacing of rows and columns, or slices, rows and columns, in millimetres if known. */
  public Optional<List<Double>> spacing() {
    return image.axes().unit().filter("mm"::equals).flatMap(unit -> image.axes().spacing());
  }

  /** The same with neighbours so many millimetres apart, whatever the image says. */
  public Roi spaced(List<Double> millimetres) {
    Axes axes = image.axes();
    if (millimetres.size() != axes.rank()) {
      throw new InputException(
          Text.format(
              "%s needs %d spacings, found %s; give one for each axis",
              axes, axes.rank(), millimetres));
    }
    List<Axis> spaced =
        IntStream.range(0, axes.rank())
            .mapToObj(
                i ->
                    new Axis(
                        axes.axis(i).name(),
                        axes.extent(i),
                        Optional.of(Axis.Spacing.millimetres(millimetres.get(i))),
                        axes.axis(i).towards()))
            .toList();
    return new Roi(
        new Field(Axes.of(spaced), 1, image.values(), image.range(), image.notes()),
        shape,
        intensities);
  }
}
