package org.pixelwhy.onnx.window.rule;

/**
 * Consecutive positions of an axis, {@code start <= i < end}; empty where end is not beyond start.
 */
public record Span(long start, long end) {
  public static final Span EMPTY = new Span(0, 0);

  /** A whole axis. */
  public static Span whole(long extent) {
    return new Span(0, extent);
  }

  public boolean isEmpty() {
    return end <= start;
  }

  /** Number of positions. */
  public long size() {
    return Math.max(0, end - start);
  }

  /** What two spans share. */
  public Span and(Span other) {
    Span shared = new Span(Math.max(start, other.start), Math.min(end, other.end));
    return shared.isEmpty() ? EMPTY : shared;
  }

  /** The least span that holds two spans. */
  public Span hull(Span other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** What lies on an axis of this extent. */
  public Span clip(long extent) {
    return and(whole(extent));
  }

  /** Whether every position of another span is one of this. */
  public boolean contains(Span other) {
    return other.isEmpty() || start <= other.start && other.end <= end;
  }
}
