package org.pixelwhy.study;

/**
 * What long work will take, before it begins: an estimate from one forward pass.
 *
 * @param images still to be explained, this one included
 * @param passes forward passes for all of them, gradients counted as what they take; scores of maps
 *     are not counted
 * @param passSeconds what one of them takes
 * @param bytes of memory that the network takes for one image, about
 */
public record WorkPlan(int images, double passes, double passSeconds, double bytes) {
  /** Work of fewer passes is not worth an estimate. */
  static final double LEAST_PASSES = 100;

  /** All together; windows may make it less. */
  public double seconds() {
    return passes * passSeconds;
  }
}
