package org.pixelwhy.server;

import java.nio.file.Path;
import org.pixelwhy.medical.NiftiFile;

/** A body of ellipsoids in Hounsfield units, made so that there is a volume to show. */
final class Phantom {
  private static final int SIDE = 128;
  private static final int SLICES = 40;
  private static final int AIR = -1000;

  /** Centre and radii in voxels, and value. */
  private record Organ(double[] centre, double[] radii, int value) {
    boolean has(int x, int y, int z) {
      int[] at = {x, y, z};
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double distance = (at[i] - centre[i]) / radii[i];
        sum += distance * distance;
      }
      return sum <= 1;
    }
  }

  private static final Organ[] ORGANS = {
    new Organ(new double[] {64, 64, 20}, new double[] {58, 42, 60}, -60),
    new Organ(new double[] {64, 64, 20}, new double[] {54, 38, 60}, 40),
    new Organ(new double[] {44, 70, 20}, new double[] {26, 20, 16}, 110),
    new Organ(new double[] {38, 74, 22}, new double[] {7, 7, 7}, 60),
    new Organ(new double[] {88, 74, 18}, new double[] {14, 12, 12}, 20),
    new Organ(new double[] {64, 38, 20}, new double[] {8, 8, 60}, 700),
    new Organ(new double[] {90, 48, 20}, new double[] {8, 10, 12}, 160),
    new Organ(new double[] {38, 46, 20}, new double[] {8, 10, 12}, 160)
  };

  private Phantom() {}

  static Path write(Path file) {
    short[] values = new short[SIDE * SIDE * SLICES];
    for (int i = 0; i < values.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      int z = i / SIDE / SIDE;
      int value = AIR;
      for (Organ organ : ORGANS) {
        value = organ.has(x, y, z) ? organ.value() : value;
      }
      // Noise without a random number: the low bits of a product.
      values[i] = (short) (value + (i * 7919L >> 5 & 15) - 8);
    }
    return NiftiFile.shorts(new int[] {SIDE, SIDE, SLICES}, values).write(file);
  }
}
