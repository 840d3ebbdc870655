package org.pixelwhy.model.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.GradientSegments;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A gradient for which memory is too little, in parts that compute forward values again: in as few
 * as the memory allows, for the more parts there are, the more is compiled.
 *
 * @param forward gives what is kept, and what the parts begin with
 * @param parts of the backward half, in the order in which they run
 * @param bytes about how many the whole takes, weights included
 */
record Recomputation(TypedGraph forward, List<TypedGraph> parts, long bytes) {
  private static final List<Integer> COUNTS = List.of(2, 3, 4, 6, 8, 12, 16);

  /** What ONNX Runtime takes for each byte of tensors: measured on U-Nets. */
  private static final double OVERHEAD = 1.6;

  /** The same where it keeps no memory for the next run. */
  private static final double FRUGAL_OVERHEAD = 1.3;

  /**
   * Divides a gradient, unless memory allows the forward pass to save what the backward half reads.
   *
   * @param gradient the graph to be divided
   * @param keep tensors that the forward pass gives besides
   * @throws InputException if memory is too little for any number of parts, too
   */
  static Optional<Recomputation> of(
      ModelRunner runner, GradientGraph gradient, Collection<String> keep) {
    long limit = runner.limit();
    TypedGraph whole =
        new ShapeProbe(runner.engine(), Long.MAX_VALUE).probe(gradient.graph(), Map.of());
    long saving = bytes(whole, gradient.split(keep));
    if (saving <= limit) {
      return Optional.empty();
    }
    Recomputation best = null;
    for (int count : COUNTS) {
      Recomputation next = of(GradientSegments.of(whole, gradient, keep, count));
      best = best == null || next.bytes < best.bytes ? next : best;
      if (best.bytes <= limit) {
        return Optional.of(best);
      }
    }
    throw InputException.about(
        "memory",
        Text.format(
            "a gradient of the network needs about %d MiB of memory for this image, whether forward"
                + " values are saved or computed again; the limit is %d MiB; take a smaller image,"
                + " or allow more",
            Math.min(saving, best.bytes) >> 20, limit >> 20));
  }

  /** About what two halves take that stay open, and Java's copy of the weights. */
  private static long bytes(TypedGraph whole, GradientGraph.Halves halves) {
    TypedGraph forward = new TypedGraph(halves.forward(), whole.types());
    TypedGraph backward = new TypedGraph(halves.backward(), whole.types());
    long saved = forward.graph().outputNames().stream().mapToLong(whole::bytes).sum();
    long tensors = forward.peakBytes() + Math.max(0, backward.peakBytes() - saved);
    long weights = 2 * forward.constantBytes() + backward.constantBytes();
    return weights + (long) (OVERHEAD * tensors);
  }

  private static Recomputation of(GradientSegments segments) {
    long weights =
        2 * segments.forward().constantBytes()
            + segments.parts().stream().mapToLong(TypedGraph::constantBytes).sum();
    long bytes = weights + (long) (FRUGAL_OVERHEAD * segments.peakBytes());
    return new Recomputation(segments.forward(), segments.parts(), bytes);
  }

  /** The graphs of the parts. */
  List<Graph> graphs() {
    return parts.stream().map(TypedGraph::graph).toList();
  }
}
