package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;

class PolygonTest {
  @Test
  void aSquareWithIntegerCornersHasAsManyPixelsAsItsArea() {
    Polygon square = Polygon.of(new double[] {1, 4, 4, 1}, new double[] {2, 2, 4, 4});
    assertEquals(new Rectangle(1, 2, 3, 2).mask(6, 6), square.mask(6, 6));
    assertEquals(6, square.mask(6, 6).count());
  }

  @Test
  void randomPolygonsContainThePixelCentresThatJavaSaysTheyContain() {
    Random random = new Random(11);
    for (int trial = 0; trial < 50; trial++) {
      int corners = 3 + random.nextInt(8);
      double[] x = random.doubles(corners, -5, 25).map(Math::rint).toArray();
      double[] y = random.doubles(corners, -5, 25).map(Math::rint).toArray();
      java.awt.Polygon twin = new java.awt.Polygon();
      for (int i = 0; i < corners; i++) {
        twin.addPoint((int) x[i], (int) y[i]);
      }
      Mask expected = Mask.of(new int[] {20, 18}, i -> twin.contains(i % 18 + 0.5, i / 18 + 0.5));
      assertEquals(expected, Polygon.of(x, y).mask(20, 18), "trial " + trial);
    }
  }

  @Test
  void aShapeMayHaveAHoleAndTwoParts() {
    Area area = new Area(new Rectangle2D.Double(0, 0, 5, 5));
    area.subtract(new Area(new Rectangle2D.Double(1, 1, 3, 3)));
    area.add(new Area(new Rectangle2D.Double(7, 0, 1, 1)));
    Mask mask = Polygon.of(area).mask(6, 8);
    assertEquals(25 - 9 + 1, mask.count());
    assertTrue(mask.get(0, 7));
  }

  @Test
  void whatLiesOutsideThePictureIsLeftOut() {
    Polygon triangle = Polygon.of(new double[] {-100, 100, 0}, new double[] {-100, -100, 100});
    assertEquals(Mask.full(2, 2), triangle.mask(2, 2));
    assertTrue(Polygon.of(new double[] {9, 10, 9}, new double[] {0, 0, 1}).mask(4, 4).isEmpty());
  }

  @Test
  void anEllipseHoldsCentresWithinItsRadii() {
    assertArrayEquals(
        new int[] {1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14},
        new Ellipse(0, 0, 4, 4).mask(4, 4).indices());
  }

  @Test
  void tooFewOrInfiniteCornersAreRefused() {
    assertThrows(InputException.class, () -> Polygon.of(new double[] {0, 1}, new double[] {0, 1}));
    double[] bad = {0, Double.NaN, 1};
    assertThrows(InputException.class, () -> Polygon.of(bad, new double[] {0, 1, 2}));
    assertThrows(InputException.class, () -> new Rectangle(0, 0, 0, 1));
    assertThrows(InputException.class, () -> new Ellipse(0, 0, Double.POSITIVE_INFINITY, 1));
  }
}
