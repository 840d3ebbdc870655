package org.pixelwhy.report.view;

import org.pixelwhy.image.Mask;
import org.pixelwhy.render.MaskRings;

/**
 * The line around a target, drawn over each of its pictures.
 *
 * @param path as in SVG, in pixels of the mask
 * @param width of the mask in pixels
 * @param dashed whether the border itself is asked about
 */
public record TargetOutline(String path, int width, int height, boolean dashed) {
  public static TargetOutline of(Mask target, boolean dashed) {
    StringBuilder path = new StringBuilder();
    for (double[] ring : MaskRings.of(target)) {
      for (int i = 0; i + 2 < ring.length; i += 2) {
        path.append(i == 0 ? 'M' : 'L').append((int) ring[i]).append(' ').append((int) ring[i + 1]);
      }
      path.append('Z');
    }
    return new TargetOutline(path.toString(), target.width(), target.height(), dashed);
  }
}
