package org.pixelwhy.image.io;

import java.util.List;
import java.util.Optional;

/**
 * A rotation as NIfTI's qform states it: by the last three numbers of a quaternion whose first is
 * not negative.
 *
 * @param handedness -1 where the third axis runs the other way, else 1
 */
record Quaternion(double handedness, double b, double c, double d) {
  /** Axes that are at right angles but for so much: written in 32 bits, none are more exact. */
  private static final double RIGHT = 1e-4;

  /**
   * The rotation in an affine; empty where its axes are not at right angles, or one has no length.
   *
   * @param affine three rows of four numbers
   */
  static Optional<Quaternion> of(List<List<Double>> affine) {
    double[][] r = new double[3][3];
    for (int axis = 0; axis < 3; axis++) {
      double length = 0;
      for (int world = 0; world < 3; world++) {
        length += affine.get(world).get(axis) * affine.get(world).get(axis);
      }
      for (int world = 0; world < 3; world++) {
        r[world][axis] = affine.get(world).get(axis) / Math.sqrt(length);
      }
    }
    for (int i = 0; i < 3; i++) {
      double product = 0;
      for (int world = 0; world < 3; world++) {
        product += r[world][i] * r[world][(i + 1) % 3];
      }
      // Not a number where an axis has no length.
      if (!(Math.abs(product) < RIGHT)) {
        return Optional.empty();
      }
    }
    double hand = determinant(r) < 0 ? -1 : 1;
    for (int world = 0; world < 3; world++) {
      r[world][2] *= hand;
    }
    return Optional.of(ofRotation(r, hand));
  }

  private static double determinant(double[][] r) {
    return r[0][0] * (r[1][1] * r[2][2] - r[1][2] * r[2][1])
        - r[0][1] * (r[1][0] * r[2][2] - r[1][2] * r[2][0])
        + r[0][2] * (r[1][0] * r[2][1] - r[1][1] * r[2][0]);
  }

  /** By the greatest of the four numbers, so that nothing small is divided by. */
  private static Quaternion ofRotation(double[][] r, double hand) {
    double[] squares = {
      1 + r[0][0] + r[1][1] + r[2][2],
      1 + r[0][0] - r[1][1] - r[2][2],
      1 - r[0][0] + r[1][1] - r[2][2],
      1 - r[0][0] - r[1][1] + r[2][2]
    };
    int most = 0;
    for (int i = 1; i < 4; i++) {
      most = squares[i] > squares[most] ? i : most;
    }
    double twice = Math.sqrt(squares[most]);
    double[] q =
        switch (most) {
          case 0 ->
              new double[] {squares[0], r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]};
          case 1 ->
              new double[] {r[2][1] - r[1][2], squares[1], r[0][1] + r[1][0], r[0][2] + r[2][0]};
          case 2 ->
              new double[] {r[0][2] - r[2][0], r[0][1] + r[1][0], squares[2], r[1][2] + r[2][1]};
          default ->
              new double[] {r[1][0] - r[0][1], r[0][2] + r[2][0], r[1][2] + r[2][1], squares[3]};
        };
    double sign = (q[0] < 0 ? -1 : 1) / (2 * twice);
    return new Quaternion(hand, sign * q[1], sign * q[2], sign * q[3]);
  }
}
