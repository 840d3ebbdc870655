package org.pixelwhy.report.picture;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.render.ShortNumber;
import org.pixelwhy.tensor.Text;

/**
 * The window through which a measured image is shown, where there is one: what was asked for, else
 * the file's own, else that of the model card, else soft tissue for what looks like CT. Numbers and
 * maps are of all values, whatever is shown.
 *
 * @param source where it is from, in words
 */
record ValueWindow(IntensityWindow window, String source) {
  private static final IntensityWindow SOFT_TISSUE = IntensityWindow.around(40, 400);

  /** Air has -1000 Hounsfield units, and no other kind of image has values like that. */
  private static final float SURELY_AIR = -500;

  /** Scanners put nothing below into what they did not measure. */
  private static final float LEAST = -10_000;

  /**
   * The window of an image.
   *
   * @param steps what the model card makes of its values
   * @param asked what was asked for
   */
  static Optional<ValueWindow> of(Image image, List<Step> steps, Optional<IntensityWindow> asked) {
    return asked
        .map(window -> new ValueWindow(window, "as asked for"))
        .or(() -> image.field().window().map(own -> new ValueWindow(own, "as the file suggests")))
        .or(
            () ->
                clipped(steps)
                    .map(own -> new ValueWindow(own, "as the network's input is clipped")))
        .or(
            () ->
                isTomography(image)
                    ? Optional.of(
                        new ValueWindow(
                            SOFT_TISSUE, "soft tissue; the values look like Hounsfield units"))
                    : Optional.empty());
  }

  /**
   * What the card clips values to, in the unit of the file; none where values of the picture itself
   * decide.
   */
  private static Optional<IntensityWindow> clipped(List<Step> steps) {
    double factor = 1;
    double offset = 0;
    for (Step step : steps) {
      if (step instanceof Clip clip) {
        double low = (clip.min() - offset) / factor;
        double high = (clip.max() - offset) / factor;
        return low < high && Double.isFinite(low) && Double.isFinite(high)
            ? Optional.of(new IntensityWindow(low, high))
            : Optional.empty();
      } else if (step instanceof Scale scale) {
        double by = scale.factor().get(0);
        factor *= by;
        offset = offset * by + scale.offset().get(0);
      } else if (step instanceof MeanStd standard) {
        double by = 1 / standard.std().get(0);
        factor *= by;
        offset = (offset - standard.mean().get(0)) * by;
      } else {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isTomography(Image image) {
    if (image.axes().spacing().isEmpty() || image.channels() != 1) {
      return false;
    }
    float least = Float.POSITIVE_INFINITY;
    for (float value : image.values()) {
      least = Math.min(least, value);
    }
    return least <= SURELY_AIR && least >= LEAST;
  }

  /** What a reader of the picture must know. */
  String text() {
    return Text.format(
        "values from %s to %s are shown (window %s,%s: %s)",
        ShortNumber.format(window.low()),
        ShortNumber.format(window.high()),
        ShortNumber.format(window.centre()),
        ShortNumber.format(window.width()),
        source);
  }
}
