package org.pixelwhy.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
  @ParameterizedTest
  @CsvSource({
    "0x0000, 0.0",
    "0x8000, -0.0",
    "0x3c00, 1.0",
    "0xc000, -2.0",
    "0x7bff, 65504.0",
    "0x0400, 0x1p-14",
    "0x03ff, 0x1.ff8p-15",
    "0x0001, 0x1p-24",
    "0x3555, 0.333251953125",
    "0x7c00, Infinity",
    "0xfc00, -Infinity"
  })
  void readsTheNumbersOfTheStandard(String bits, float value) {
    short half = (short) (int) Integer.decode(bits);
    assertEquals(value, HalfFloat.toFloat(half));
    assertEquals(half, HalfFloat.ofFloat(value));
  }

  @ParameterizedTest
  @CsvSource({
    "1.00048828125, 0x3c00",
    "1.00146484375, 0x3c02",
    "1.000488281251, 0x3c00",
    "1.0004884, 0x3c01",
    "65519.996, 0x7bff",
    "65520, 0x7c00",
    "1e30, 0x7c00",
    "0x1p-25, 0x0000",
    "0x1.8p-25, 0x0001",
    "0x1.8p-24, 0x0002",
    "0x1.ffcp-15, 0x0400",
    "1e-30, 0x0000"
  })
  void roundsToTheNearestAndTiesToEven(float value, String bits) {
    assertEquals((short) (int) Integer.decode(bits), HalfFloat.ofFloat(value));
    int negative = Integer.decode(bits) | 0x8000;
    assertEquals((short) negative, HalfFloat.ofFloat(-value));
  }

  @Test
  void everyHalfSurvivesTheWayThroughFloatAndBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      if (Float.isNaN(value)) {
        assertTrue((bits & 0x7fff) > 0x7c00, "only NaNs are read as NaN");
        assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.ofFloat(value))));
      } else {
        assertEquals((short) bits, HalfFloat.ofFloat(value), Integer.toHexString(bits));
      }
    }
  }

  @Test
  void everyHalfIsReadAsItsDefinitionSays() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      int exponent = bits >> 10;
      int mantissa = bits & 0x3ff;
      double expected =
          exponent == 0
              ? Math.scalb((double) mantissa, -24)
              : Math.scalb(1024.0 + mantissa, exponent - 25);
      assertEquals(expected, HalfFloat.toFloat((short) bits));
    }
  }

  @Test
  void everyBrainFloatSurvivesTheWayThroughFloatAndBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Float.intBitsToFloat(bits << 16);
      short back = HalfFloat.brain(value);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(Float.intBitsToFloat(back << 16)));
      } else {
        assertEquals((short) bits, back, Integer.toHexString(bits));
      }
    }
  }

  @Test
  void brainFloatsRoundToTheNearestAndTiesToEven() {
    assertEquals((short) 0x3f80, HalfFloat.brain(0x1.01p0f));
    assertEquals((short) 0x3f82, HalfFloat.brain(0x1.03p0f));
    assertEquals((short) 0x3f81, HalfFloat.brain(0x1.010002p0f));
    assertEquals((short) 0x7f80, HalfFloat.brain(Float.MAX_VALUE));
  }
}
