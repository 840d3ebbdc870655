package org.pixelwhy.onnx.blocked;

import java.util.Arrays;
import java.util.Map;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/** Resize where it repeats every row and column a whole number of times. */
final class EnlargingRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    boolean serves = site.isBlockedFloat(0) && repeats(site);
    if (serves) {
      Shape x = site.inputShape(0);
      Shape y = site.outputShape(0);
      long[] factors = {1, 1, y.dim(2) / x.dim(2), y.dim(3) / x.dim(3)};
      site.makeBlocked(
          0, site.blocked().node("Upsample", Map.of("scales", factors), site.blockedInput(0)));
    }
    return serves;
  }

  private static boolean repeats(Site site) {
    Node node = site.node();
    Shape x = site.inputShape(0);
    Shape y = site.outputShape(0);
    boolean whole =
        x.dim(0) == y.dim(0)
            && x.dim(1) == y.dim(1)
            && y.dim(2) % x.dim(2) == 0
            && y.dim(3) % x.dim(3) == 0;
    String places = node.stringAttribute("coordinate_transformation_mode", "half_pixel");
    String rounding = node.stringAttribute("nearest_mode", "round_prefer_floor");
    return whole
        && scalesAre(site, y.dim(2) / x.dim(2), y.dim(3) / x.dim(3))
        && node.stringAttribute("mode", "nearest").equals("nearest")
        && (places.equals("asymmetric") && rounding.equals("floor")
            || places.equals("half_pixel") && rounding.startsWith("round"));
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
