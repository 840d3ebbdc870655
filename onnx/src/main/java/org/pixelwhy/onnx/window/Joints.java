package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.window.AxisPass.Place;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * The nodes between frames: pieces cut out of whole tensors, brought from one frame to another, and
 * set into what is known around them. Every item of a batch has its own place.
 */
final class Joints {
  private final GraphBuilder builder;
  private final Ops ops;
  private final Slots slots;
  private final int axes;
  private final int batch;

  Joints(GraphBuilder builder, Ops ops, Slots slots, int axes, int batch) {
    this.builder = builder;
    this.ops = ops;
    this.slots = slots;
    this.axes = axes;
    this.batch = batch;
  }

  /** Where something lies along an axis, for one change. */
  @FunctionalInterface
  interface Where {
    Span of(WindowPlan plan, Placement at, int axis);
  }

  private String stack(IntFunction<String> item) {
    List<String> items = IntStream.range(0, batch).mapToObj(item).toList();
    return batch == 1 ? items.get(0) : ops.concat(0, items);
  }

  /** Pieces of a whole tensor that is the same for all changes. */
  String cut(String whole, List<Integer> alongAxes, Where where) {
    return stack(b -> slice(whole, b, alongAxes, where));
  }

  private String slice(String whole, int b, List<Integer> along, Where where) {
    long[] places = along.stream().mapToLong(axis -> axis + 2).toArray();
    String starts = bounds(b, along, where, Span::start);
    String ends = bounds(b, along, where, Span::end);
    return ops.op("Slice", whole, starts, ends, ops.longs(places));
  }

  private String bounds(int b, List<Integer> along, Where where, Function<Span, Long> bound) {
    return slots.add(
        builder,
        along.size(),
        (plan, all) ->
            along.stream()
                .mapToLong(axis -> bound.apply(where.of(plan, all.get(b), axis)))
                .toArray());
  }

  private String item(String stacked, int b) {
    return batch == 1 ? stacked : ops.slice(stacked, 0, b, b + 1L);
  }

  private List<Integer> allAxes() {
    return IntStream.range(0, axes).boxed().toList();
  }

  /** Pieces as they are, cut off or continued by zeros to the extent of another frame's. */
  String bring(String pieces, Where from, Where to) {
    int rank = 2 + axes;
    return stack(
        b -> {
          String pads =
              slots.add(
                  builder,
                  2 * rank,
                  (plan, all) -> {
                    long[] pad = new long[2 * rank];
                    for (int axis = 0; axis < axes; axis++) {
                      Span old = from.of(plan, all.get(b), axis);
                      Span fresh = to.of(plan, all.get(b), axis);
                      pad[2 + axis] = old.start() - fresh.start();
                      pad[rank + 2 + axis] = fresh.end() - old.end();
                    }
                    return pad;
                  });
          return ops.op("Pad", item(pieces, b), pads);
        });
  }

  /**
   * The changed part of pieces, set into the known tensor: strips of that before and behind it
   * along one axis after the other, joined.
   */
  String paste(String pieces, String known, Place place, Where from, Where to) {
    Where part = (plan, at, axis) -> part(plan, at, axis, place, to);
    return stack(
        b -> {
          String joined =
              slice(
                  item(pieces, b),
                  b,
                  allAxes(),
                  (plan, at, axis) -> within(part.of(plan, at, axis), from.of(plan, at, axis)));
          for (int d = axes - 1; d >= 0; d--) {
            List<String> strips = new ArrayList<>();
            strips.add(strip(known, b, d, part, to, true));
            strips.add(joined);
            strips.add(strip(known, b, d, part, to, false));
            joined = ops.concat(d + 2L, strips);
          }
          return joined;
        });
  }

  /** What is brought, or nothing at the start of the piece. */
  private static Span part(WindowPlan plan, Placement at, int axis, Place place, Where to) {
    Span brought = at.axis(axis).brought().get(place);
    long start = to.of(plan, at, axis).start();
    return brought.isEmpty() ? new Span(start, start) : brought;
  }

  private static Span within(Span part, Span piece) {
    return part.isEmpty()
        ? Span.EMPTY
        : new Span(part.start() - piece.start(), part.end() - piece.start());
  }

  private String strip(String known, int b, int d, Where part, Where to, boolean before) {
    return slice(
        known,
        b,
        allAxes(),
        (plan, at, axis) -> {
          Span whole = to.of(plan, at, axis);
          Span inner = part.of(plan, at, axis);
          if (axis != d) {
            return axis < d ? inner : whole;
          }
          return before
              ? new Span(whole.start(), inner.start())
              : new Span(inner.end(), whole.end());
        });
  }
}
