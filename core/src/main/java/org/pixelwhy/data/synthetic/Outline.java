package org.pixelwhy.data.synthetic;

import java.util.Random;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Polygon;

/**
 * A closed curve around a centre: an ellipse, made irregular.
 *
 * @param x of the centre
 * @param y of the centre
 * @param longer half axis in pixels
 * @param shorter half axis in pixels
 * @param angle of the longer axis in radians
 */
record Outline(double x, double y, double longer, double shorter, double angle) {
  private static final int CORNERS = 96;
  private static final int WAVES = 6;

  /** The pixels inside. */
  Mask mask(int size) {
    return mask(size, 0, new Random(0));
  }

  /**
   * The pixels inside, the radius changed by waves.
   *
   * @param roughness greatest relative change of the radius by the slowest wave, such as 0.2
   */
  Mask mask(int size, double roughness, Random random) {
    double[] phases = new double[WAVES];
    double[] heights = new double[WAVES];
    for (int wave = 0; wave < WAVES; wave++) {
      phases[wave] = 2 * Math.PI * random.nextDouble();
      heights[wave] = roughness * random.nextDouble() / (wave + 1);
    }
    double[] xs = new double[CORNERS];
    double[] ys = new double[CORNERS];
    for (int i = 0; i < CORNERS; i++) {
      double turn = 2 * Math.PI * i / CORNERS;
      double radius = 1;
      for (int wave = 0; wave < WAVES; wave++) {
        radius += heights[wave] * Math.cos((wave + 2) * turn + phases[wave]);
      }
      double along = longer * radius * Math.cos(turn);
      double across = shorter * radius * Math.sin(turn);
      xs[i] = x + along * Math.cos(angle) - across * Math.sin(angle);
      ys[i] = y + along * Math.sin(angle) + across * Math.cos(angle);
    }
    return Polygon.of(xs, ys).mask(size, size);
  }

  /** A star: the radius swings between the two half axes. */
  Mask star(int size, int points) {
    double[] xs = new double[2 * points];
    double[] ys = new double[2 * points];
    for (int i = 0; i < 2 * points; i++) {
      double turn = angle + Math.PI * i / points;
      double radius = i % 2 == 0 ? longer : shorter;
      xs[i] = x + radius * Math.cos(turn);
      ys[i] = y + radius * Math.sin(turn);
    }
    return Polygon.of(xs, ys).mask(size, size);
  }
}
