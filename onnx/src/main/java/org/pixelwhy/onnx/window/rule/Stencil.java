package org.pixelwhy.onnx.window.rule;

/**
 * A window that moves along an axis: centre c covers the cells {@code c * stride - begin} to {@code
 * c * stride - begin + span - 1}.
 *
 * @param stride cells between neighbouring centres
 * @param begin cells of window 0 that lie before the axis
 * @param span cells of a window, holes included
 */
public record Stencil(long stride, long begin, long span) {
  /** The cells that some of these centres cover. */
  Span cells(Span centres) {
    return centres.isEmpty()
        ? Span.EMPTY
        : new Span(centres.start() * stride - begin, (centres.end() - 1) * stride - begin + span);
  }

  /** The centres that cover some of these cells. */
  Span centres(Span cells) {
    if (cells.isEmpty()) {
      return Span.EMPTY;
    }
    long first = Math.floorDiv(cells.start() + begin - span, stride) + 1;
    long last = Math.floorDiv(cells.end() - 1 + begin, stride);
    return last < first ? Span.EMPTY : new Span(first, last + 1);
  }
}
