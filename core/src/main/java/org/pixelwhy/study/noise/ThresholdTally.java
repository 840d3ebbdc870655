package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.image.Mask;
import org.pixelwhy.study.noise.VisibleCurve.Point;
import org.pixelwhy.study.noise.VisibleCurve.Way;

/** Dice pooled over batches, at one threshold for all images. */
final class ThresholdTally {
  private final Thresholds thresholds;
  private final PooledDice[] dice;
  private final long[] shown;
  private long pixels;

  ThresholdTally(Thresholds thresholds) {
    this.thresholds = thresholds;
    this.dice = new PooledDice[thresholds.count()];
    Arrays.setAll(dice, k -> new PooledDice(PooledDice.BATCH));
    this.shown = new long[dice.length];
  }

  /** Counts what is shown of an image. */
  void shows(float[] values, double[] ties) {
    pixels += values.length;
    for (int k = 0; k < shown.length; k++) {
      for (int i = 0; i < values.length; i++) {
        shown[k] += thresholds.shows(k, values[i], ties[i]) ? 1 : 0;
      }
    }
  }

  /** Counts the mask that is left of an image. */
  void add(int threshold, Mask predicted, NoiseCase at) {
    Mask counted = predicted.minus(at.ignored());
    dice[threshold].add(counted.and(at.truth()).count(), counted.count() + at.truth().count());
  }

  VisibleCurve curve(String map, Fill fill) {
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < dice.length; k++) {
      OptionalDouble noise = thresholds.noise(k);
      double share = (double) shown[k] / pixels;
      points.add(new Point(noise, share, dice[k].mean(), Optional.empty()));
    }
    Point half = points.remove(Thresholds.HALF);
    return new VisibleCurve(
        map, fill, Way.THRESHOLD, points, half, VisibleCurve.area(points), Optional.empty());
  }
}
