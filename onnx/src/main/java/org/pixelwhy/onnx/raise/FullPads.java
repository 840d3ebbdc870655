package org.pixelwhy.onnx.raise;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** A Pad along some axes, written as one along all of them. */
final class FullPads implements Pattern {
  private static final int PADS = 1;
  private static final int VALUE = 2;
  private static final int AXES = 3;

  @Override
  public Optional<Replacement> endingAt(Node last, Rewriting graph) {
    if (!last.qualifiedOp().equals("Pad") || !last.hasInput(AXES)) {
      return Optional.empty();
    }
    Optional<Tensor> pads = graph.constant(last.input(PADS));
    Optional<Tensor> axes = graph.constant(last.input(AXES));
    Optional<Shape> shape = graph.shape(last.input(0));
    if (pads.isEmpty() || axes.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    long[] all = full(pads.get().toLongs(), axes.get().toLongs(), shape.get());
    return Optional.of(
        new Replacement(
            last,
            (builder, result) -> {
              String constant = builder.constant("pads", Tensor.vector(all));
              List<String> inputs =
                  last.hasInput(VALUE)
                      ? List.of(last.input(0), constant, last.input(VALUE))
                      : List.of(last.input(0), constant);
              return last.withInputs(inputs);
            }));
  }

  private static long[] full(long[] pads, long[] axes, Shape shape) {
    long[] all = new long[2 * shape.rank()];
    for (int i = 0; i < axes.length; i++) {
      int axis = shape.axis(axes[i]);
      all[axis] = pads[i];
      all[shape.rank() + axis] = pads[axes.length + i];
    }
    return all;
  }
}
