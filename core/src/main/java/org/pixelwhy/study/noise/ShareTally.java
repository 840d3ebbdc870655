package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.pixelwhy.statistics.BootstrapInterval;
import org.pixelwhy.study.noise.VisibleCurve.Point;
import org.pixelwhy.study.noise.VisibleCurve.Way;

/** Dice of each image where a share of it is shown: 0, 5 ... 100 %. */
final class ShareTally {
  /** Steps from nothing to everything. */
  static final int STEPS = 20;

  private final List<double[]> images = new ArrayList<>();

  /** The share that a step shows. */
  static double share(int step) {
    return (double) step / STEPS;
  }

  /**
   * Counts an image.
   *
   * @param dice at each step
   */
  void add(double[] dice) {
    images.add(dice.clone());
  }

  VisibleCurve curve(String map, Fill fill) {
    List<Point> points = IntStream.rangeClosed(0, STEPS).mapToObj(this::point).toList();
    double[] areas = images.stream().mapToDouble(ShareTally::area).toArray();
    return new VisibleCurve(
        map,
        fill,
        Way.SHARE,
        points,
        points.get(STEPS / 2),
        Arrays.stream(areas).average().orElseThrow(),
        BootstrapInterval.ofMean(areas));
  }

  private Point point(int step) {
    double[] dice = images.stream().mapToDouble(image -> image[step]).toArray();
    return new Point(
        OptionalDouble.empty(),
        share(step),
        Arrays.stream(dice).average().orElseThrow(),
        BootstrapInterval.ofMean(dice));
  }

  private static double area(double[] dice) {
    return (Arrays.stream(dice).sum() - (dice[0] + dice[STEPS]) / 2) / STEPS;
  }
}
