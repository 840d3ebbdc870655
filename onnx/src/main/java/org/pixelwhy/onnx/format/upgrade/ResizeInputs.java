package org.pixelwhy.onnx.format.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

/**
 * Region and scales of {@code Resize} became optional: empty tensors need not be given any more.
 *
 * <p>The coordinates {@code tf_half_pixel_for_nn} were withdrawn; {@code (x+0.5)/s} rounded down
 * equals {@code (x+0.5)/s-0.5} rounded to the nearest.
 */
final class ResizeInputs implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    String coordinates = node.stringAttribute("coordinate_transformation_mode", "half_pixel");
    List<String> inputs = new ArrayList<>(node.inputs());
    for (int i = 1; i < inputs.size(); i++) {
      boolean empty = scope.value(inputs.get(i)).filter(value -> value.size() == 0).isPresent();
      if (empty || i == 1 && !coordinates.equals("tf_crop_and_resize")) {
        inputs.set(i, "");
      }
    }
    // With sizes given, the scales of this version are meant to be empty.
    if (inputs.size() == 4 && !inputs.get(3).isEmpty()) {
      inputs.set(2, "");
    }
    Node changed = node.withInputs(inputs);
    return List.of(
        coordinates.equals("tf_half_pixel_for_nn")
            ? withoutWithdrawnCoordinates(changed)
            : changed);
  }

  private static Node withoutWithdrawnCoordinates(Node node) {
    String rounding = node.stringAttribute("nearest_mode", "round_prefer_floor");
    boolean nearest = node.stringAttribute("mode", "nearest").equals("nearest");
    if (!nearest || rounding.equals("ceil") || rounding.equals("round_prefer_ceil")) {
      throw Scope.refusal(
          node,
          "its coordinates 'tf_half_pixel_for_nn' were withdrawn; export the model with half_pixel");
    }
    return node.with("coordinate_transformation_mode", Attribute.of("half_pixel"))
        .with(
            "nearest_mode", Attribute.of(rounding.equals("floor") ? "round_prefer_ceil" : "ceil"));
  }
}
