package org.pixelwhy.onnx.blocked;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/** Resize of images by whole factors: where it repeats rows and columns, or is linear. */
final class EnlargingRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    boolean serves =
        site.isBlockedFloat(0) && isWhole(site) && (repeats(site.node()) || isLinear(site.node()));
    if (serves) {
      site.makeBlocked(0, site.blocked().node("Upsample", attributes(site), site.blockedInput(0)));
    }
    return serves;
  }

  private static Map<String, ?> attributes(Site site) {
    Shape x = site.inputShape(0);
    Shape y = site.outputShape(0);
    long[] factors = {1, 1, y.dim(2) / x.dim(2), y.dim(3) / x.dim(3)};
    return repeats(site.node())
        ? Map.of("scales", factors)
        : Map.of(
            "scales",
            factors,
            "mode",
            "linear",
            "coordinate_transformation_mode",
            places(site.node()));
  }

  private static String places(Node node) {
    return node.stringAttribute("coordinate_transformation_mode", "half_pixel");
  }

  private static boolean isWhole(Site site) {
    Shape x = site.inputShape(0);
    Shape y = site.outputShape(0);
    boolean whole =
        x.dim(0) == y.dim(0)
            && x.dim(1) == y.dim(1)
            && y.dim(2) % x.dim(2) == 0
            && y.dim(3) % x.dim(3) == 0;
    return whole && scalesAre(site, y.dim(2) / x.dim(2), y.dim(3) / x.dim(3));
  }

  private static boolean repeats(Node node) {
    String rounding = node.stringAttribute("nearest_mode", "round_prefer_floor");
    return node.stringAttribute("mode", "nearest").equals("nearest")
        && (places(node).equals("asymmetric") && rounding.equals("floor")
            || places(node).equals("half_pixel") && rounding.startsWith("round"));
  }

  private static boolean isLinear(Node node) {
    return node.stringAttribute("mode", "nearest").equals("linear")
        && node.intAttribute("antialias", 0) == 0
        && List.of("asymmetric", "half_pixel", "align_corners").contains(places(node));
  }

  /**
   * Whether these are the scales. By scales a little larger the same size may come out, and other
   * cells.
   */
  private static boolean scalesAre(Site site, long down, long across) {
    if (!site.node().hasInput(2)) {
      return !site.node().has("keep_aspect_ratio_policy");
    }
    float[] expected = {1, 1, down, across};
    return site.constant(2).filter(s -> Arrays.equals(s.toFloats(), expected)).isPresent();
  }
}
