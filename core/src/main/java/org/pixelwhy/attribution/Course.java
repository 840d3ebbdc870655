package org.pixelwhy.attribution;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How the map of a method that runs the model many times came about.
 *
 * @param passes forward passes of changed images, those of an earlier run that was gone on with
 *     included
 * @param seconds that this run took
 * @param points how far the map was, after some numbers of passes in ascending order
 */
public record Course(int passes, double seconds, List<Point> points) {
  public Course {
    points = List.copyOf(points);
  }

  /**
   * How far the map was.
   *
   * @param passes so far
   * @param change {@code |m - m'| / |m|} of the map m and the earlier one m', the mean of each
   *     taken off; empty where there is no earlier one to compare with
   * @param error {@code |e| / |m|} with the map's standard error e; empty where it is not known
   */
  public record Point(int passes, OptionalDouble change, OptionalDouble error) {}
}
