package org.pixelwhy.onnx.window;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.window.rule.Span;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Copies boxes between tensors {@code [N,C,...]}, row by row. */
public final class Pieces {
  private Pieces() {}

  /**
   * A box of each of some tensors {@code [1,C,...]}, stacked.
   *
   * @param boxes of equal extents
   */
  public static Tensor cut(List<Tensor> wholes, List<Box> boxes) {
    Tensor first = wholes.get(0);
    long[] dims = first.shape().dims();
    dims[0] = wholes.size();
    System.arraycopy(boxes.get(0).extents(), 0, dims, 2, dims.length - 2);
    Shape shape = Shape.of(dims);
    ByteBuffer target = Tensor.allocate(first.type(), shape);
    for (int i = 0; i < wholes.size(); i++) {
      requireSame(boxes.get(i), boxes.get(0));
      Tensor whole = wholes.get(i);
      Place from = new Place(whole.bytes(), whole.shape(), 0, Box.whole(whole.shape()));
      copy(from, new Place(target, shape, i, boxes.get(i)), boxes.get(i), whole.type().bytes());
    }
    return Tensor.of(first.type(), shape, target);
  }

  private static void requireSame(Box box, Box first) {
    if (!Arrays.equals(box.extents(), first.extents())) {
      throw new GraphException(
          Text.format("boxes of one batch must be of one size, found %s and %s", first, box));
    }
  }

  /**
   * A copy of a tensor {@code [1,C,...]} with a part of a piece set in.
   *
   * @param memory direct, for the copy
   * @param pieces {@code [N,C,...]}, of which one item is used
   * @param piece where that item lies in the tensor
   * @param part what of it is set in
   */
  public static Tensor paste(
      ByteBuffer memory, Tensor ground, Tensor pieces, int item, Box piece, Box part) {
    ByteBuffer target = memory.clear();
    target.put(ground.bytes()).flip();
    copy(
        new Place(pieces.bytes(), pieces.shape(), item, piece),
        new Place(target, ground.shape(), 0, Box.whole(ground.shape())),
        part,
        ground.type().bytes());
    return Tensor.of(ground.type(), ground.shape(), target);
  }

  /** An item of a tensor, and the box that it is of some larger whole. */
  private record Place(ByteBuffer bytes, Shape shape, int item, Box box) {
    /** Offset in elements of a channel's row, at positions of the whole along all axes. */
    int offset(int channel, long[] at) {
      long offset = item * shape.dim(1) + channel;
      for (int axis = 0; axis < at.length; axis++) {
        offset = offset * shape.dim(axis + 2) + at[axis] - box.span(axis).start();
      }
      return Math.toIntExact(offset);
    }
  }

  private static void copy(Place from, Place to, Box part, int bytes) {
    if (part.isEmpty()) {
      return;
    }
    int axes = part.spans().size();
    int row = Math.toIntExact(part.span(axes - 1).size()) * bytes;
    long rows = part.size() / part.span(axes - 1).size();
    long[] at = new long[axes];
    for (int channel = 0; channel < from.shape().dim(1); channel++) {
      for (long r = 0; r < rows; r++) {
        long rest = r;
        for (int axis = axes - 2; axis >= 0; axis--) {
          at[axis] = part.span(axis).start() + rest % part.span(axis).size();
          rest /= part.span(axis).size();
        }
        at[axes - 1] = part.span(axes - 1).start();
        to.bytes()
            .put(
                to.offset(channel, at) * bytes,
                from.bytes(),
                from.offset(channel, at) * bytes,
                row);
      }
    }
  }

  /** The least box outside which a tensor {@code [1,C,...]} equals another one, bit for bit. */
  public static Box changed(Tensor before, Tensor after) {
    Shape shape = before.shape();
    int axes = shape.rank() - 2;
    int bytes = before.type().bytes();
    int width = (int) shape.dim(-1);
    long[] starts = new long[axes];
    long[] ends = new long[axes];
    Arrays.fill(starts, Long.MAX_VALUE);
    ByteBuffer a = before.bytes();
    ByteBuffer b = after.bytes();
    for (int row = 0; row < shape.size() / width; row++) {
      ByteBuffer ours = a.slice(row * width * bytes, width * bytes);
      ByteBuffer others = b.slice(row * width * bytes, width * bytes);
      int first = ours.mismatch(others);
      if (first < 0) {
        continue;
      }
      int last = width * bytes - 1;
      while (ours.get(last) == others.get(last)) {
        last--;
      }
      extend(starts, ends, axes - 1, first / bytes, last / bytes);
      long rest = row;
      for (int axis = axes - 2; axis >= 0; axis--) {
        long place = rest % shape.dim(axis + 2);
        extend(starts, ends, axis, place, place);
        rest /= shape.dim(axis + 2);
      }
    }
    return box(starts, ends);
  }

  private static void extend(long[] starts, long[] ends, int axis, long first, long last) {
    starts[axis] = Math.min(starts[axis], first);
    ends[axis] = Math.max(ends[axis], last + 1);
  }

  private static Box box(long[] starts, long[] ends) {
    List<Span> spans = new ArrayList<>();
    for (int axis = 0; axis < starts.length; axis++) {
      spans.add(ends[axis] == 0 ? Span.EMPTY : new Span(starts[axis], ends[axis]));
    }
    return new Box(spans);
  }
}
