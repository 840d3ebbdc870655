package org.pixelwhy.onnx.format.upgrade;

import java.util.List;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

/** The modes of {@code GridSample} lost their prefix "bi" when three dimensions came. */
final class GridSampleModes implements Upgrade {
  @Override
  public List<Node> apply(Node node, Scope scope) {
    String mode =
        switch (node.stringAttribute("mode", "bilinear")) {
          case "bilinear" -> "linear";
          case "bicubic" -> "cubic";
          default -> node.stringAttribute("mode", "");
        };
    return List.of(node.with("mode", Attribute.of(mode)));
  }
}
