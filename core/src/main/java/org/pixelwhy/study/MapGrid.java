package org.pixelwhy.study;

import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** From a map in the network's geometry to one number per pixel of the original image. */
final class MapGrid {
  private MapGrid() {}

  /**
   * The map as a grid of the image: what its channels are together, bilinearly enlarged. Of a
   * volume the middle slice is shown.
   */
  static Grid of(Attribution attribution, Geometry geometry) {
    return geometry.toImage(plane(attribution.positions(), 0), Resampling.BILINEAR);
  }

  /** One channel of {@code [1,C,H,W]}, or its middle slice of {@code [1,C,D,H,W]}. */
  static Grid plane(Tensor values, int channel) {
    Shape shape = values.shape();
    int height = (int) shape.dim(-2);
    int width = (int) shape.dim(-1);
    int slices = shape.rank() == 5 ? (int) shape.dim(2) : 1;
    float[] plane = new float[height * width];
    int offset = (channel * slices + slices / 2) * plane.length;
    values.bytes().asFloatBuffer().get(offset, plane);
    return new Grid(height, width, plane);
  }
}
