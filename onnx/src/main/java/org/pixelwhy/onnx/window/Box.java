package org.pixelwhy.onnx.window;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.window.rule.Span;
import org.pixelwhy.tensor.Shape;

/** A rectangle, or box, of positions: a span of each of a tensor's last axes. */
public record Box(List<Span> spans) {
  public Box {
    spans = List.copyOf(spans);
  }

  /** All positions of a tensor {@code [N,C,...]}. */
  public static Box whole(Shape shape) {
    return new Box(Arrays.stream(shape.dims()).skip(2).mapToObj(Span::whole).toList());
  }

  /**
   * The least box that holds some positions.
   *
   * @param positions numbered in C order
   * @param extents of the axes
   */
  public static Box around(int[] positions, int[] extents) {
    Span[] spans = new Span[extents.length];
    Arrays.fill(spans, Span.EMPTY);
    for (int position : positions) {
      int rest = position;
      for (int axis = extents.length - 1; axis >= 0; axis--) {
        int place = rest % extents[axis];
        spans[axis] = spans[axis].hull(new Span(place, place + 1L));
        rest /= extents[axis];
      }
    }
    return new Box(List.of(spans));
  }

  public Span span(int axis) {
    return spans.get(axis);
  }

  public boolean isEmpty() {
    return spans.stream().anyMatch(Span::isEmpty);
  }

  /** Number of positions. */
  public long size() {
    return spans.stream().mapToLong(Span::size).reduce(1, (a, b) -> a * b);
  }

  /** The extents of the box. */
  public long[] extents() {
    return spans.stream().mapToLong(Span::size).toArray();
  }

  /** What two boxes share. */
  public Box and(Box other) {
    return new Box(
        IntStream.range(0, spans.size()).mapToObj(i -> span(i).and(other.span(i))).toList());
  }

  /** The least box that holds two boxes. */
  public Box hull(Box other) {
    return new Box(
        IntStream.range(0, spans.size()).mapToObj(i -> span(i).hull(other.span(i))).toList());
  }

  /**
   * A box of other extents that holds this one.
   *
   * @param extents at least this box's
   * @param within what it must not exceed
   */
  public Box enlarged(long[] extents, Box within) {
    return new Box(
        IntStream.range(0, spans.size())
            .mapToObj(
                i -> {
                  long start = Math.min(span(i).start(), within.span(i).end() - extents[i]);
                  return new Span(start, start + extents[i]);
                })
            .toList());
  }
}
