package org.pixelwhy.report.dream;

import java.util.List;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Picture;

/**
 * How frames of a dream become pictures.
 *
 * @param channels of a frame
 * @param height in pixels
 * @param width in pixels
 * @param range of the values, black to white
 */
public record DreamFrames(int channels, int height, int width, ValueRange range) {
  private static final int HUNDREDTHS = 12;
  private static final int CELL = 200;
  private static final int OUTLINE = 0xe69f00;
  private static final int WHITE = 255;

  /**
   * A frame, one pixel for each of its own.
   *
   * @param values channel by channel, as colours
   */
  public Picture picture(float[] values) {
    float[] shades = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      double share = (range.clip(values[i]) - range.low()) / range.width();
      shades[i] = Math.round(WHITE * share);
    }
    return Picture.of(new Image(channels, height, width, shades, WHITE));
  }

  /** So many times the frames are enlarged, so that small ones are seen. */
  int factor() {
    return Math.max(1, CELL / Math.max(height, width));
  }

  /** A frame of the film: enlarged, with the mask's border. */
  public Picture outlined(float[] values, Mask mask) {
    return picture(values).enlarged(factor()).with(MaskLayer.outline(enlarged(mask), OUTLINE, 1));
  }

  private Mask enlarged(Mask mask) {
    int factor = factor();
    int columns = width * factor;
    return Mask.of(
        new int[] {height * factor, columns},
        i -> mask.get(i / columns / factor * width + i % columns / factor));
  }

  /** Pictures as an animated GIF file. */
  public static byte[] film(List<Picture> pictures) {
    return GifFilm.of(pictures, HUNDREDTHS);
  }
}
