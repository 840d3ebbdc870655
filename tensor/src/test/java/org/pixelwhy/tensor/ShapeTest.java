package org.pixelwhy.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void countsElements() {
    assertEquals(24, Shape.of(2, 3, 4).size());
    assertEquals(1, Shape.of().size());
    assertEquals(0, Shape.of(5, 0, 7).size());
    assertEquals(1L << 62, Shape.of(1L << 31, 1L << 31).size());
  }

  @Test
  void refusesNegativeExtentsAndMoreElementsThanItCanCount() {
    assertThrows(InputException.class, () -> Shape.of(2, -1));
    assertThrows(InputException.class, () -> Shape.of(1L << 31, 1L << 31, 2));
    assertThrows(InputException.class, () -> Shape.of(Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void negativeAxesCountFromTheEnd() {
    Shape shape = Shape.of(2, 3, 4);
    assertEquals(4, shape.dim(-1));
    assertEquals(0, shape.axis(-3));
    InputException refused = assertThrows(InputException.class, () -> shape.axis(3));
    assertEquals("axis 3 is outside shape [2,3,4]", refused.getMessage());
    assertThrows(InputException.class, () -> shape.axis(-4));
  }

  @Test
  void doesNotShareItsExtentsWithAnyone() {
    long[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 9;
    shape.dims()[1] = 9;
    assertArrayEquals(new long[] {2, 3}, shape.dims());
    assertEquals(Shape.of(2, 7), shape.with(-1, 7));
    assertEquals(Shape.of(2, 3), shape);
  }
}
