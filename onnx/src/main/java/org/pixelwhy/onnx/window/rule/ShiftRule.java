package org.pixelwhy.onnx.window.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * Pad with a constant, and Slice of step 1: the tensor moved by some positions. A piece is padded
 * or cropped like the whole; Slice's ends are counted from the end for that.
 */
final class ShiftRule implements WindowRule {
  private static final int STARTS = 1;
  private static final int ENDS = 2;
  private static final int SLICE_AXES = 3;
  private static final int STEPS = 4;

  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    return input == 0
        ? Axes.each(node, axis -> new AxisMap.Sliding(new Stencil(1, before(node, axis), 1)))
        : Optional.empty();
  }

  /** Positions that are put before the axis; negative if some are cut off. */
  private static long before(WindowNode node, int axis) {
    boolean slice = node.node().op().equals("Slice");
    long[] numbers = node.constant(STARTS).orElseThrow().toLongs();
    long[] axes = axes(node, slice ? numbers.length : numbers.length / 2);
    for (int i = 0; i < axes.length; i++) {
      if (node.input(0).axis(axes[i]) == axis + 2) {
        return slice ? -start(numbers[i], node.extent(node.input(0), axis)) : numbers[i];
      }
    }
    return 0;
  }

  private static long start(long start, long extent) {
    return Math.max(0, Math.min(extent, start < 0 ? start + extent : start));
  }

  private static long[] axes(WindowNode node, int count) {
    return node.node().hasInput(SLICE_AXES)
        ? node.constant(SLICE_AXES).orElseThrow().toLongs()
        : LongStream.range(0, count).toArray();
  }

  @Override
  public Optional<String> obstacle(WindowNode node) {
    boolean known =
        node.isImageToImage()
            && node.constant(STARTS).isPresent()
            && (!node.node().hasInput(SLICE_AXES) || node.constant(SLICE_AXES).isPresent());
    if (known && node.node().op().equals("Pad")) {
      known = node.node().stringAttribute("mode", "constant").equals("constant");
    } else if (known) {
      known =
          node.constant(ENDS).isPresent()
              && (!node.node().hasInput(STEPS)
                  || node.constant(STEPS).isPresent()
                      && LongStream.of(node.constant(STEPS).get().toLongs()).allMatch(s -> s == 1));
    }
    return known && sameBatch(node)
        ? Optional.empty()
        : Optional.of("it pads or cuts in another way than by constants");
  }

  private static boolean sameBatch(WindowNode node) {
    return node.input(0).dim(0) == node.output().dim(0);
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    boolean pads = node.node().op().equals("Pad");
    boolean zeros =
        !pads
            || !node.node().hasInput(2)
            || node.constant(2).map(value -> value.size() == 0 || value.get(0) == 0).orElse(false);
    return zero.get(0) && zeros;
  }

  @Override
  public void append(PieceContext piece) {
    if (piece.at().node().op().equals("Pad")) {
      piece.appendSame();
      return;
    }
    WindowNode at = piece.at();
    long[] starts = at.constant(STARTS).orElseThrow().toLongs();
    long[] axes = axes(at, starts.length);
    long[] ends = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      int axis = at.input(0).axis(axes[i]);
      long extent = at.input(0).dim(axis);
      starts[i] = start(starts[i], extent);
      long cut = extent - starts[i] - at.output().dim(axis);
      // Behind the last position there is nothing to count from.
      ends[i] = axis < 2 ? extent - cut : cut == 0 ? Long.MAX_VALUE : -cut;
    }
    String axesName = piece.ops().constant(Tensor.vector(axes).as(DataType.INT64));
    piece.append(
        at.node()
            .withInputs(
                List.of(
                    piece.inputs().get(0),
                    piece.ops().longs(starts),
                    piece.ops().longs(ends),
                    axesName)));
  }
}
