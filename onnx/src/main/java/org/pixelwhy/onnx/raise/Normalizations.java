package org.pixelwhy.onnx.raise;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * LayerNormalization, over the last axes or over the channels of an image, and
 * InstanceNormalization, written as means, differences and roots, with scale and shift behind them.
 */
final class Normalizations implements Pattern {
  @Override
  public Optional<Replacement> endingAt(Node last, Rewriting graph) {
    Affine affine = Affine.endingAt(last, graph);
    return Standardized.of(affine.core(), graph)
        .filter(found -> graph.isFloat(found.x()))
        .flatMap(found -> replacement(last, found, affine, graph));
  }

  private static Optional<Replacement> replacement(
      Node last, Standardized found, Affine affine, Rewriting graph) {
    Shape shape = graph.shape(found.x()).orElseThrow();
    int rank = shape.rank();
    long[] axes = found.axes();
    long first = axes.length == 0 ? rank : axes[0];
    boolean trailing = Arrays.equals(axes, LongStream.range(first, rank).toArray());
    if (trailing && first >= 1 && fits(affine, Shape.of(tail(shape, first)), 0)) {
      return layer(last, found, affine, Shape.of(tail(shape, first)));
    }
    boolean image = rank >= 3 && fits(affine, Shape.of(shape.dim(1)), rank - 2);
    if (image && trailing && first == 2 && (!affine.isPlain() || isGrouped(found, last, graph))) {
      return instance(last, found, affine, shape.dim(1));
    }
    return image && axes.length == 1 && first == 1 && !affine.isPlain()
        ? channels(last, found, affine, shape)
        : Optional.empty();
  }

  /** Whether what is standardised came from a Reshape and goes to one, as for groups. */
  private static boolean isGrouped(Standardized found, Node last, Rewriting graph) {
    return graph.producer(found.x(), "Reshape").isPresent() && graph.isInner(last.output(0));
  }

  private static long[] tail(Shape shape, long first) {
    return Arrays.copyOfRange(shape.dims(), (int) first, shape.rank());
  }

  /** Whether scale and shift, of which there is one, have these extents and then so many ones. */
  private static boolean fits(Affine affine, Shape extents, int ones) {
    return (extents.rank() > 0 && !affine.isPlain() || ones > 0)
        && affine.scale().map(t -> fits(t.shape(), extents, ones)).orElse(true)
        && affine.shift().map(t -> fits(t.shape(), extents, ones)).orElse(true);
  }

  private static boolean fits(Shape shape, Shape extents, int ones) {
    int lead = shape.rank() - extents.rank() - ones;
    if (lead < 0 || shape.size() != extents.size()) {
      return false;
    }
    for (int i = 0; i < extents.rank(); i++) {
      if (shape.dim(lead + i) != extents.dim(i)) {
        return false;
      }
    }
    return true;
  }

  private static Tensor vector(Optional<Tensor> given, double otherwise, long... dims) {
    return given
        .map(tensor -> tensor.reshape(dims))
        .orElseGet(() -> Tensor.filled(DataType.FLOAT, otherwise, dims));
  }

  private static Map<String, Attribute> epsilon(Standardized found) {
    return Map.of("epsilon", Attribute.of((float) found.epsilon()));
  }

  private static List<String> inputs(GraphBuilder builder, String x, Affine affine, long... dims) {
    return List.of(
        x,
        builder.constant("scale", vector(affine.scale(), 1, dims)),
        builder.constant("shift", vector(affine.shift(), 0, dims)));
  }

  private static Optional<Replacement> layer(
      Node last, Standardized found, Affine affine, Shape extents) {
    Map<String, Attribute> attributes =
        Map.of(
            "axis", Attribute.of(-extents.rank()),
            "epsilon", Attribute.of((float) found.epsilon()));
    return Optional.of(
        new Replacement(
            last,
            (builder, result) ->
                Node.of(
                    "LayerNormalization",
                    inputs(builder, found.x(), affine, extents.dims()),
                    List.of(result),
                    attributes)));
  }

  private static Optional<Replacement> instance(
      Node last, Standardized found, Affine affine, long channels) {
    return Optional.of(
        new Replacement(
            last,
            (builder, result) ->
                Node.of(
                    "InstanceNormalization",
                    inputs(builder, found.x(), affine, channels),
                    List.of(result),
                    epsilon(found))));
  }

  /** Over the channels of each pixel: the channels are moved behind for it, and back. */
  private static Optional<Replacement> channels(
      Node last, Standardized found, Affine affine, Shape shape) {
    int rank = shape.rank();
    long[] behind = LongStream.range(0, rank).map(i -> i == 0 ? 0 : i + 1).toArray();
    behind[rank - 1] = 1;
    long[] back = LongStream.range(0, rank).map(i -> i < 2 ? i * (rank - 1) : i - 1).toArray();
    return Optional.of(
        new Replacement(
            last,
            (builder, result) -> {
              String moved =
                  builder.add(
                      "Transpose", List.of(found.x()), Map.of("perm", Attribute.ofInts(behind)));
              String normal =
                  builder.add(
                      "LayerNormalization",
                      inputs(builder, moved, affine, shape.dim(1)),
                      epsilon(found));
              return Node.of(
                  "Transpose",
                  List.of(normal),
                  List.of(result),
                  Map.of("perm", Attribute.ofInts(back)));
            }));
  }
}
