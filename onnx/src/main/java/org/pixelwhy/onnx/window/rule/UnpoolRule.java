package org.pixelwhy.onnx.window.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.rule.Window;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * MaxUnpool of what a MaxPool of disjoint windows took its maxima from.
 *
 * <p>Its indices count elements of the whole: {@code i = (c * H + y) * W + x}. In a piece of h x w
 * that starts at (y0, x0), that is element {@code (c * h + y - y0) * w + x - x0 = q * (w - W) + i -
 * c * (H - h) * w - y0 * w - x0} with {@code q = floor(i / W) = c * H + y}; of batch item b further
 * on by {@code b * C * h * w}.
 */
final class UnpoolRule implements WindowRule {
  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    Window window = window(node).orElseThrow();
    return Axes.each(
        node,
        axis ->
            new AxisMap.Spreading(new Stencil(window.strides()[axis], 0, window.strides()[axis])));
  }

  /** The pooling's window. */
  private static Optional<Window> window(WindowNode node) {
    return node.origin(node.node().input(1))
        .filter(origin -> origin.op().equals("MaxPool"))
        .map(
            origin ->
                Window.of(
                    origin,
                    origin.intsAttribute("kernel_shape").orElseThrow(),
                    node.output(),
                    node.input(0)));
  }

  @Override
  public Optional<String> obstacle(WindowNode node) {
    boolean disjoint =
        node.axes() == 2
            && node.output().dim(0) == 1
            && window(node)
                .map(
                    w ->
                        IntStream.range(0, w.rank())
                            .allMatch(i -> w.begin(i) == 0 && w.span(i) <= w.strides()[i]))
                .orElse(false);
    return disjoint
        ? Optional.empty()
        : Optional.of("the windows of its pooling overlap, are padded or not known");
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return zero.get(0);
  }

  @Override
  public void append(PieceContext piece) {
    Ops ops = piece.ops();
    Shape whole = piece.at().output();
    long channels = whole.dim(1);
    String h = piece.extent(0);
    String w = piece.extent(1);
    String starts = piece.starts(0);
    String indices = piece.inputs().get(1);
    String q = ops.op("Div", indices, ops.longs(whole.dim(3)));
    String moved = ops.add(ops.mul(q, ops.sub(w, ops.longs(whole.dim(3)))), indices);

    String c = ops.constant(Tensor.of(LongStream.range(0, channels).toArray(), channels, 1, 1));
    String rows = ops.mul(c, ops.sub(h, ops.longs(whole.dim(2))));
    String before = ops.sub(ops.mul(ops.sub(rows, starts), w), piece.starts(1));
    String local = ops.add(moved, ops.add(before, item(piece, channels, h, w)));

    String shape = ops.concat(0, List.of(ops.longs(piece.batch()), ops.longs(channels), h, w));
    piece.append(
        piece
            .at()
            .node()
            .withInputs(List.of(piece.inputs().get(0), local, shape))
            .withAttributes(Map.of("kernel_shape", Attribute.ofInts(1, 1))));
  }

  /** Where each item of the batch begins. */
  private static String item(PieceContext piece, long channels, String h, String w) {
    Ops ops = piece.ops();
    long[] firsts = LongStream.range(0, piece.batch()).map(b -> b * channels).toArray();
    String numbers = ops.constant(Tensor.of(firsts, piece.batch(), 1, 1, 1));
    return ops.mul(numbers, ops.mul(h, w));
  }
}
