package org.pixelwhy.study;

import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** From a map in the network's geometry to one number per pixel of the original image. */
final class MapGrid {
  private MapGrid() {}

  /**
   * The map as a grid of the image: for the input, the greatest magnitude over channels; for a
   * layer, its one channel or what its channels are together; for methods that only run the model
   * and so tell no channels apart, the one that there is. Of a volume the middle slice is shown.
   */
  static Grid of(Attribution attribution, Needs needs, Geometry geometry) {
    Tensor values = attribution.values();
    boolean telling = attribution.layer().isEmpty() && needs == Needs.GRADIENT;
    boolean oneChannel = !telling && values.shape().dim(1) == 1;
    Grid grid = oneChannel ? plane(values, 0) : combined(values, attribution.channels());
    return geometry.toImage(grid, Resampling.BILINEAR);
  }

  private static Grid combined(Tensor values, Channels channels) {
    Grid first = plane(values, 0);
    float[] together = new float[first.values().length];
    for (int channel = 0; channel < values.shape().dim(1); channel++) {
      float[] next = plane(values, channel).values();
      for (int i = 0; i < together.length; i++) {
        together[i] =
            channels == Channels.SUM
                ? together[i] + next[i]
                : Math.max(together[i], Math.abs(next[i]));
      }
    }
    return new Grid(first.height(), first.width(), together);
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
