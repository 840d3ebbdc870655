package org.pixelwhy.study.dream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.FullRange;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.tensor.InputException;

/** Finds out which values images of a network have. */
final class ValueRanges {
  /** The picture's values that the card's steps are read off at. */
  private static final float[] PROBES = {0, 1};

  private ValueRanges() {}

  /**
   * The range: where the card cuts values off, what the image's file can hold, or the values that
   * the image has.
   *
   * @param values of the picture that dreams begin with, if it is known
   */
  static ValueRange of(ModelCard card, Optional<Image> image, Optional<float[]> values) {
    return cutOff(card)
        .or(() -> image.flatMap(given -> ofFile(given, values.orElseThrow())))
        .or(() -> image.isEmpty() && isEightBit(card) ? Optional.of(grey()) : Optional.empty())
        .or(() -> values.flatMap(ValueRanges::between))
        .orElseThrow(
            () ->
                InputException.about(
                    "range of values",
                    "nothing says which values images have: state the least and the greatest"));
  }

  private static ValueRange grey() {
    return new ValueRange(0, 255);
  }

  private static boolean isEightBit(ModelCard card) {
    List<Step> steps = card.preprocessing();
    boolean guessed = card.guesses().stream().anyMatch(guess -> guess.startsWith("preprocessing"));
    return guessed
        || !steps.isEmpty() && steps.get(0) instanceof FullRange
        || steps.contains(new Scale(1 / 255.0, 0));
  }

  private static Optional<ValueRange> ofFile(Image image, float[] values) {
    double most = image.range() > 255 ? image.range() : 255;
    Optional<ValueRange> own = between(values);
    boolean grey =
        own.isPresent() && image.range() > 1 && own.get().low() >= 0 && own.get().high() <= most;
    if (!grey) {
      return own;
    }
    return Optional.of(new ValueRange(0, own.get().high() <= 255 ? 255 : most));
  }

  private static Optional<ValueRange> between(float[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return low < high ? Optional.of(new ValueRange(low, high)) : Optional.empty();
  }

  /**
   * The picture's values at which the card's first limit begins, where the steps before are linear.
   */
  private static Optional<ValueRange> cutOff(ModelCard card) {
    List<Step> before = new ArrayList<>();
    for (Step step : card.preprocessing()) {
      if (step instanceof Clip clip) {
        return inverse(before, card.channels().channels(), clip);
      }
      if (!(step instanceof Scale || step instanceof MeanStd)) {
        return Optional.empty();
      }
      before.add(step);
    }
    return Optional.empty();
  }

  private static Optional<ValueRange> inverse(List<Step> before, int channels, Clip clip) {
    double[] ends = new double[2];
    for (int i = 0; i < PROBES.length; i++) {
      float[] values = new float[channels];
      Arrays.fill(values, PROBES[i]);
      ends[i] = Step.applyAll(before, values, channels)[0];
    }
    double slope = ends[1] - ends[0];
    double low = (clip.min() - ends[0]) / slope;
    double high = (clip.max() - ends[0]) / slope;
    boolean usable = slope > 0 && Double.isFinite(low) && Double.isFinite(high) && low < high;
    return usable ? Optional.of(new ValueRange((float) low, (float) high)) : Optional.empty();
  }
}
