package org.pixelwhy.attribution.cam;

import java.util.Arrays;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.model.Layer;
import org.pixelwhy.tensor.Text;

/** A layer's map before anything is cut off, one number per position. */
record RawMap(Layer layer, double[] values) {
  /** Whether nothing speaks for the target, and something against it. */
  boolean isAgainst() {
    return Arrays.stream(values).noneMatch(value -> value > 0)
        && Arrays.stream(values).anyMatch(value -> value < 0);
  }

  /**
   * The value of greatest magnitude, and where it lies in the image; of a volume the value alone.
   */
  String strongest(Geometry geometry) {
    int strongest = 0;
    for (int i = 0; i < values.length; i++) {
      strongest = Math.abs(values[i]) > Math.abs(values[strongest]) ? i : strongest;
    }
    String value = Text.format("%.3g", values[strongest]);
    if (layer.shape().rank() != 4) {
      return value;
    }
    float[] magnitudes = new float[values.length];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = (float) Math.abs(values[i]);
    }
    int height = (int) layer.shape().dim(2);
    int width = (int) layer.shape().dim(3);
    Grid image = geometry.toImage(new Grid(height, width, magnitudes), Resampling.BILINEAR);
    int pixel = 0;
    for (int i = 0; i < image.values().length; i++) {
      pixel = image.values()[i] > image.values()[pixel] ? i : pixel;
    }
    return Text.format("%s at x=%d y=%d", value, pixel % image.width(), pixel / image.width());
  }
}
