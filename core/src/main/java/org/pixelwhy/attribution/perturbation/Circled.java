package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** An image under a circle, at one position after the other. */
final class Circled {
  private final CircleGrid grid;
  private final MaskApplication.Covering covering;
  private final boolean[] changes;
  private final Pixels bare;

  Circled(Tensor image, CircleGrid grid, HausdorffOptions options) {
    this.grid = grid;
    this.covering = options.application().of(image);
    float[] values = image.toFloats();
    int area = grid.height() * grid.width();
    this.changes = changes(options, values.length / area);
    for (int i = 0; i < values.length; i++) {
      values[i] = changes[i / area] ? covering.bare(values[i]) : values[i];
    }
    this.bare = new Pixels(Tensor.of(values, image.shape().dims()).as(image.type()));
  }

  /** Which channels the circles change. */
  private static boolean[] changes(HausdorffOptions options, int channels) {
    boolean[] changes = new boolean[channels];
    if (options.channel().isEmpty()) {
      Arrays.fill(changes, true);
      return changes;
    }
    int only = options.channel().getAsInt();
    if (only < 0 || only >= channels) {
      throw new InputException(
          Text.format(
              "there is no channel %d to darken; the network's input has channels 0 to %d",
              only, channels - 1));
    }
    changes[only] = true;
    return changes;
  }

  /** The image {@code [1,C,H,W]} under the circle at a position. */
  Tensor image(int position) {
    int[] pixels = grid.pixels(position);
    return bare.replaced(
        pixels, channel -> changes[channel] ? covering.covered(channel, pixels) : null);
  }
}
