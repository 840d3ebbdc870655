package org.pixelwhy.study;

import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Resampling;

/** From a map in the network's geometry to one number per pixel of the original image. */
final class MapGrid {
  private MapGrid() {}

  /**
   * The map as a grid of the image: what its channels are together, bilinearly enlarged. Of a
   * volume one slice.
   */
  static Grid of(Attribution attribution, Geometry geometry, ShownSlice shown) {
    return geometry.toImage(shown.cut(attribution.positions(), 0), Resampling.BILINEAR);
  }
}
