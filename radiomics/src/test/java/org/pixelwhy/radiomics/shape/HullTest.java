package org.pixelwhy.radiomics.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.radiomics.voxels.Block;

/** Hulls and enclosing ellipsoids, against solids whose measures are known. */
class HullTest {
  private static final double[] SPACING = {2, 1, 3};

  private static Block block(int[] size, boolean... members) {
    return new Block(size, SPACING, new float[members.length], members, members);
  }

  private static Block full(int... size) {
    boolean[] all = new boolean[size[0] * size[1] * size[2]];
    Arrays.fill(all, true);
    return block(size, all);
  }

  @Test
  void theHullOfABoxIsTheBoxWithEdgesAndCornersCutOff() {
    // Centres span a x b x c; faces lie half a voxel further: the box of the centres, with six
    // slabs on its faces, and between these twelve wedges and eight corners.
    double a = 3 * SPACING[0];
    double b = 4 * SPACING[1];
    double c = 2 * SPACING[2];
    double x = SPACING[0] / 2;
    double y = SPACING[1] / 2;
    double z = SPACING[2] / 2;
    double volume =
        a * b * c
            + 2 * (a * b * z + b * c * x + c * a * y)
            + 4 * (a * y * z + b * x * z + c * x * y) / 2
            + 8 * x * y * z / 6;
    assertEquals(volume, ConvexHull.of(full(4, 5, 3)).surface().volume(), 1e-9);
  }

  @Test
  void theDiameterIsTheGreatestDistanceOfAnyTwoVertices() {
    Random random = new Random(4);
    for (int run = 0; run < 20; run++) {
      int[] size = {1 + random.nextInt(5), 1 + random.nextInt(6), 1 + random.nextInt(7)};
      boolean[] members = new boolean[size[0] * size[1] * size[2]];
      members[0] = true;
      for (int i = 0; i < members.length; i++) {
        members[i] |= random.nextInt(3) == 0;
      }
      Block block = block(size, members);
      assertEquals(
          Vertices.diameter(Vertices.of(block), SPACING), ConvexHull.of(block).diameter(), 1e-12);
    }
  }

  @Test
  void noVertexLiesOutsideOfTheHull() {
    Random random = new Random(9);
    boolean[] members = new boolean[6 * 7 * 8];
    for (int i = 0; i < members.length; i++) {
      members[i] = random.nextInt(4) == 0;
    }
    Block block = block(new int[] {6, 7, 8}, members);
    ConvexHull hull = ConvexHull.of(block);
    List<int[]> all = new ArrayList<>(hull.corners());
    all.addAll(Vertices.of(block));
    int[][] points = all.toArray(int[][]::new);
    HullFaces faces = new HullFaces(points);
    for (int i = 0; i < hull.corners().size(); i++) {
      faces.add(i);
    }
    int before = count(faces);
    for (int i = hull.corners().size(); i < points.length; i++) {
      faces.add(i);
    }
    assertEquals(before, count(faces));
    assertTrue(before >= 8);
  }

  private static int count(HullFaces faces) {
    int[] count = new int[1];
    faces.each((a, b, c) -> count[0]++);
    return count[0];
  }

  @Test
  void theEllipsoidAboutABoxHasItsHalfExtentsTimesTheRootOfThree() {
    List<int[]> corners = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      corners.add(new int[] {(i & 1) * 20, (i >> 1 & 1) * 12, (i >> 2) * 6});
    }
    for (int i = 0; i < 300; i++) {
      // Points within the box do not matter.
      corners.add(new int[] {i % 20, i % 12, i % 6});
    }
    double[] axes = EnclosingEllipsoid.semiAxes(corners, new double[] {1, 1, 1});
    assertEquals(5 * Math.sqrt(3), axes[0], 1e-5);
    assertEquals(3 * Math.sqrt(3), axes[1], 1e-5);
    assertEquals(1.5 * Math.sqrt(3), axes[2], 1e-5);
  }
}
