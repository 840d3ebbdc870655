package org.pixelwhy.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.pixelwhy.model.card.CardGuess;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * Finds out which axes of an output are the batch, the classes and the positions, by the extents
 * that it has for one image of a known size.
 *
 * @param image extents of the image: rows and columns, or slices, rows and columns
 * @param input the layout of the network's input
 * @param stated the layout of its output, where it is stated
 * @param classAxis the axis of the classes, where an ArgMax shows it
 */
record OutputReading(
    List<Integer> image, Layout input, Optional<Layout> stated, OptionalInt classAxis) {
  private static final int LARGEST_STRIDE = 64;

  /**
   * The reading of a tensor of this shape; empty where it is no map of the image.
   *
   * @throws InputException if positions were flattened and it is not clear into which axis
   */
  Optional<OutputAxes> of(Shape shape) {
    int spatial = image.size();
    boolean one = shape.rank() > 0 && shape.dim(0) == 1;
    Optional<OutputAxes> axes = Optional.empty();
    if (shape.rank() == spatial + 3) {
      // [N,heads,K,H,W], or [heads,N,K,H,W] where several maps were stacked.
      axes = Optional.of(headed(shape, !one && shape.dim(1) == 1 ? 0 : 1));
    } else if (shape.rank() == spatial + 2) {
      axes =
          Optional.of(
              one ? OutputAxes.plain(shape, layout(shape, shape.rank())) : stackedAlone(shape));
    } else if (shape.rank() == spatial + 1 && !one) {
      axes = Optional.of(unbatched(shape)).filter(this::isLikely);
    } else if (shape.rank() == spatial + 1 && (shape.rank() > 3 || isImage(shape, 1))) {
      axes = Optional.of(classless(shape));
    } else if (shape.rank() == spatial && !one && isImage(shape, 0)) {
      axes = Optional.of(classless(prepended(shape)).withoutBatch());
    } else if (shape.rank() == 2 || shape.rank() == 3) {
      axes = flattened(shape).or(() -> cropped(shape));
    }
    // Scores [N,K,1,1] of a whole image are no map.
    return axes.filter(found -> found.positions() > 1);
  }

  /**
   * The same where somebody says along which axis heads are stacked.
   *
   * @throws InputException if there is no such axis, or no map without it
   */
  OutputAxes of(Shape shape, int head) {
    boolean fits = head < shape.rank() && shape.rank() - 1 <= image.size() + 2;
    Optional<OutputAxes> rest =
        fits
            ? new OutputReading(image, input, stated, OptionalInt.empty()).of(without(shape, head))
            : Optional.empty();
    return rest.filter(axes -> axes.head().isEmpty())
        .orElseThrow(
            () ->
                new InputException(
                    Text.format(
                        "a tensor of shape %s is no map of classes without its axis %d",
                        shape, head)))
        .stacked(head, shape.dim(head));
  }

  private static Shape without(Shape shape, int axis) {
    return Shape.of(
        LongStream.range(0, shape.rank())
            .filter(i -> i != axis)
            .map(i -> shape.dim((int) i))
            .toArray());
  }

  private OutputAxes headed(Shape shape, int head) {
    Shape rest = without(shape, head);
    return OutputAxes.plain(rest, layout(rest, shape.rank())).stacked(head, shape.dim(head));
  }

  /** {@code [heads,K,H,W]}, where the batch was dropped. */
  private OutputAxes stackedAlone(Shape shape) {
    Shape rest = prepended(without(shape, 0));
    return OutputAxes.plain(rest, layout(rest, shape.rank()))
        .withoutBatch()
        .stacked(0, shape.dim(0));
  }

  /** {@code [K,H,W]} or {@code [H,W,K]}. */
  private OutputAxes unbatched(Shape shape) {
    Shape batched = prepended(shape);
    return OutputAxes.plain(batched, layout(batched, shape.rank())).withoutBatch();
  }

  /** {@code [N,H,W]}. */
  private static OutputAxes classless(Shape shape) {
    long[] dims = new long[shape.rank() + 1];
    Arrays.setAll(dims, i -> i == 1 ? 1 : shape.dim(i == 0 ? 0 : i - 1));
    return OutputAxes.plain(Shape.of(dims), ofRank(dims.length, false)).withoutClasses();
  }

  /** {@code [N,H,W]} of a network that loses a border, which changes the ratio of its sides. */
  private Optional<OutputAxes> cropped(Shape shape) {
    return shape.rank() == image.size() + 1
        ? Optional.of(classless(shape)).filter(this::isLikely)
        : Optional.empty();
  }

  /** {@code [N,P,K]}, {@code [N,K,P]}, {@code [N,P]}, {@code [P,K]}, {@code [K,P]}. */
  private Optional<OutputAxes> flattened(Shape shape) {
    boolean batched = shape.dim(0) == 1;
    if (shape.rank() == 2 && batched) {
      Shape classed = Shape.of(1, shape.dim(1), 1);
      return stride(shape.dim(1)).map(stride -> laidOut(classed, 1, stride).withoutClasses());
    } else if (shape.rank() == 2) {
      return flattened(prepended(shape)).map(OutputAxes::withoutBatch);
    } else if (!batched) {
      return Optional.empty();
    }
    Optional<Integer> second = stride(shape.dim(1));
    Optional<Integer> third = stride(shape.dim(2));
    if (second.isPresent() && third.isPresent()) {
      int axis = clearer(shape, second.get(), third.get());
      return Optional.of(laidOut(shape, axis, axis == 1 ? second.get() : third.get()));
    }
    return second
        .map(stride -> laidOut(shape, 1, stride))
        .or(() -> third.map(stride -> laidOut(shape, 2, stride)));
  }

  /** Which of two axes holds the positions, where both may. */
  private int clearer(Shape shape, int second, int third) {
    if (stated.isPresent()) {
      return stated.get().channelsLast() ? 1 : 2;
    } else if (classAxis.isPresent()) {
      return 3 - classAxis.getAsInt();
    } else if (second != third && Math.min(second, third) == 1) {
      return second == 1 ? 1 : 2;
    }
    throw new InputException(
        Text.format(
            "an output of shape %s may hold the positions of an image of %s in either of its last"
                + " two axes; state the output's layout: NHWC where the classes come last, else"
                + " NCHW",
            shape, image));
  }

  private OutputAxes laidOut(Shape shape, int flat, int stride) {
    boolean last = flat == 1;
    int rank = image.size() + 2;
    long[] dims = new long[rank];
    dims[0] = 1;
    dims[last ? rank - 1 : 1] = shape.dim(3 - flat);
    for (int i = 0; i < image.size(); i++) {
      dims[(last ? 1 : 2) + i] = strided(image.get(i), stride);
    }
    return OutputAxes.plain(Shape.of(dims), ofRank(rank, last)).flattened(flat, stride);
  }

  /** The stride at which an image has so many positions, if there is one. */
  private Optional<Integer> stride(long positions) {
    for (int stride = 1; stride <= LARGEST_STRIDE; stride++) {
      int step = stride;
      boolean exact = image.stream().allMatch(extent -> extent % step == 0);
      boolean padded = Integer.bitCount(step) == 1;
      boolean several = image.stream().noneMatch(extent -> extent > 1 && strided(extent, step) < 2);
      long product =
          image.stream().mapToLong(extent -> strided(extent, step)).reduce(1, (a, b) -> a * b);
      if ((exact || padded) && several && product == positions && positions > 1) {
        return Optional.of(stride);
      }
    }
    return Optional.empty();
  }

  private static long strided(long extent, int stride) {
    return (extent + stride - 1) / stride;
  }

  /**
   * The layout of a whole shape.
   *
   * @param axes of the tensor itself: an ArgMax tells whether its classes come last
   */
  private Layout layout(Shape shape, int axes) {
    if (stated.isPresent()) {
      return stated.get();
    }
    return classAxis.isPresent()
        ? ofRank(shape.rank(), classAxis.getAsInt() == axes - 1)
        : CardGuess.outputLayout(
            shape, input, image.get(image.size() - 2), image.get(image.size() - 1));
  }

  private static Layout ofRank(int rank, boolean channelsLast) {
    if (rank == 4) {
      return channelsLast ? Layout.NHWC : Layout.NCHW;
    }
    return channelsLast ? Layout.NDHWC : Layout.NCDHW;
  }

  private static Shape prepended(Shape shape) {
    long[] dims = new long[shape.rank() + 1];
    dims[0] = 1;
    System.arraycopy(shape.dims(), 0, dims, 1, shape.rank());
    return Shape.of(dims);
  }

  /** Whether the axes from one on are the image's, or the same at another resolution. */
  private boolean isImage(Shape shape, int first) {
    double height = image.get(image.size() - 2);
    double width = image.get(image.size() - 1);
    double rows = shape.dim(first + image.size() - 2);
    double columns = shape.dim(first + image.size() - 1);
    return rows > 1
        && columns > 1
        && Math.abs(rows * width - columns * height) <= height + width
        && rows <= 8 * height;
  }

  private boolean isLikely(OutputAxes axes) {
    int first = axes.layout().firstSpatialAxis() + image.size() - 2;
    double ratio =
        (double) axes.shape().dim(first)
            * image.get(image.size() - 1)
            / ((double) axes.shape().dim(first + 1) * image.get(image.size() - 2));
    return ratio >= 0.5 && ratio <= 2;
  }
}
