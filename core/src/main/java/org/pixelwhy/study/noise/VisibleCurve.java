package org.pixelwhy.study.noise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.statistics.BootstrapInterval;

/**
 * What is left of the mask where only the most important pixels are shown.
 *
 * @param map what ranked the pixels
 * @param fill what was put in the place of the others
 * @param points by the share that is shown, from none to all
 * @param half where half of the pixels is shown
 * @param area under the curve over the share that is shown, from 0 to 1
 * @param areaInterval of the mean area over images; empty where images are pooled
 */
public record VisibleCurve(
    String map,
    Fill fill,
    Way way,
    List<Point> points,
    Point half,
    double area,
    Optional<BootstrapInterval> areaInterval) {
  /** Which pixels are shown, and how Dice is taken. */
  public enum Way {
    /**
     * As published: one threshold for all images, Dice pooled over batches of 32 and averaged over
     * these.
     */
    THRESHOLD,
    /** Of each image the same share, by its own ranking; the mean of the images' Dice. */
    SHARE
  }

  /**
   * A place on a curve.
   *
   * @param threshold of the noise that is borne (B), where that is what was chosen
   * @param share of the pixels that is shown, 0 to 1
   * @param dice with the truth
   * @param interval of the mean over images; empty where images are pooled, or there is but one
   */
  public record Point(
      OptionalDouble threshold, double share, double dice, Optional<BootstrapInterval> interval) {}

  public VisibleCurve {
    points = List.copyOf(points);
  }

  /** Area under points by trapezia; they need not be at equal distances. */
  static double area(List<Point> points) {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point left = points.get(i - 1);
      Point right = points.get(i);
      area += (right.share() - left.share()) * (left.dice() + right.dice()) / 2;
    }
    return area;
  }
}
