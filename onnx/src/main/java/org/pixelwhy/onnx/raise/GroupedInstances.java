package org.pixelwhy.onnx.raise;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * GroupNormalization written as an InstanceNormalization of groups between two Reshapes, with scale
 * and shift of the channels behind it.
 */
final class GroupedInstances implements Pattern {
  @Override
  public Optional<Replacement> endingAt(Node last, Rewriting graph) {
    Affine affine = Affine.endingAt(last, graph);
    Optional<Node> back = graph.producer(affine.core(), "Reshape");
    Optional<Node> norm =
        back.map(node -> node.input(0))
            .filter(graph::isInner)
            .flatMap(tensor -> graph.producer(tensor, "InstanceNormalization"));
    Optional<Node> there =
        norm.map(node -> node.input(0))
            .filter(graph::isInner)
            .flatMap(tensor -> graph.producer(tensor, "Reshape"));
    if (there.isEmpty()) {
      return Optional.empty();
    }
    String x = there.get().input(0);
    Optional<Shape> shape = graph.shape(x);
    Optional<Shape> grouped = graph.shape(norm.get().input(0));
    Optional<Tensor> scale = graph.constant(norm.get().input(1));
    Optional<Tensor> shift = graph.constant(norm.get().input(2));
    boolean restored =
        shape.isPresent()
            && grouped.isPresent()
            && shape.equals(graph.shape(back.get().output(0)))
            && isGrouping(shape.get(), grouped.get());
    if (!restored || scale.isEmpty() || shift.isEmpty() || !fits(affine, shape.get())) {
      return Optional.empty();
    }
    int channels = (int) shape.get().dim(1);
    float[] factors = spread(scale.get(), channels);
    float[] offsets = spread(shift.get(), channels);
    for (int c = 0; c < channels; c++) {
      float factor = affine.scale().isPresent() ? (float) affine.scale().get().get(c) : 1;
      float offset = affine.shift().isPresent() ? (float) affine.shift().get().get(c) : 0;
      factors[c] *= factor;
      offsets[c] = offsets[c] * factor + offset;
    }
    Map<String, Attribute> attributes =
        Map.of(
            "num_groups", Attribute.of(grouped.get().dim(1)),
            "epsilon", Attribute.of(norm.get().floatAttribute("epsilon", 1e-5f)));
    return Optional.of(
        new Replacement(
            last,
            (builder, result) ->
                Node.of(
                    "GroupNormalization",
                    List.of(
                        x,
                        builder.constant("scale", Tensor.of(factors, channels)),
                        builder.constant("shift", Tensor.of(offsets, channels))),
                    List.of(result),
                    attributes)));
  }

  private static boolean isGrouping(Shape shape, Shape grouped) {
    return shape.rank() >= 3
        && grouped.rank() >= 3
        && shape.dim(0) == grouped.dim(0)
        && grouped.dim(1) > 0
        && shape.dim(1) % grouped.dim(1) == 0;
  }

  /** Whether scale and shift have one number for each channel. */
  private static boolean fits(Affine affine, Shape shape) {
    return affine.scale().map(t -> ofChannels(t.shape(), shape)).orElse(true)
        && affine.shift().map(t -> ofChannels(t.shape(), shape)).orElse(true);
  }

  private static boolean ofChannels(Shape given, Shape shape) {
    int axis = given.rank() - shape.rank() + 1;
    return axis >= 0 && given.size() == shape.dim(1) && given.dim(axis) == shape.dim(1);
  }

  /** One number for each group, repeated for its channels. */
  private static float[] spread(Tensor ofGroups, int channels) {
    float[] all = new float[channels];
    for (int c = 0; c < channels; c++) {
      all[c] = (float) ofGroups.get(c * ofGroups.size() / channels);
    }
    return all;
  }
}
