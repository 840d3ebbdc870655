package org.pixelwhy.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
  @ParameterizedTest
  @EnumSource(DataType.class)
  void smallWholeNumbersSurviveEveryType(DataType type) {
    Tensor tensor = Tensor.of(new double[] {0, 1}, 2).as(type);
    assertEquals(type, tensor.type());
    assertEquals(2 * type.bytes(), tensor.bytes().remaining());
    assertArrayEquals(new double[] {0, 1}, tensor.toDoubles());
    assertArrayEquals(new float[] {0, 1}, tensor.toFloats());
    assertArrayEquals(new long[] {0, 1}, tensor.toLongs());
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void aTypeIsFoundByItsCode(DataType type) {
    assertEquals(type, DataType.ofCode(type.code()));
  }

  @Test
  void unsignedTypesAreReadWithoutSign() {
    Tensor ones = Tensor.filled(DataType.INT64, -1, 1);
    assertEquals(255, reinterpret(ones, DataType.UINT8, 8).get(0));
    assertEquals(65535, reinterpret(ones, DataType.UINT16, 4).get(0));
    assertEquals(4294967295.0, reinterpret(ones, DataType.UINT32, 2).get(0));
    assertEquals(0x1p64, reinterpret(ones, DataType.UINT64, 1).get(0));
    assertEquals(-1, reinterpret(ones, DataType.INT8, 8).get(0));
  }

  private static Tensor reinterpret(Tensor tensor, DataType type, long size) {
    return Tensor.of(type, Shape.of(size), tensor.bytes());
  }

  @Test
  void longsKeepAllTheirDigits() {
    long[] values = {Long.MAX_VALUE, Long.MIN_VALUE + 1};
    assertArrayEquals(values, Tensor.vector(values).toLongs());
  }

  @Test
  void truthIsOneAndAnyOtherNumberIsTrue() {
    assertArrayEquals(new double[] {1, 0}, Tensor.of(new boolean[] {true, false}, 2).toDoubles());
    assertArrayEquals(
        new double[] {1, 0, 1},
        Tensor.of(new double[] {0.5, 0, -3}, 3).as(DataType.BOOL).toDoubles());
  }

  @Test
  void refusesTheWrongNumberOfValuesOrBytes() {
    InputException values = assertThrows(InputException.class, () -> Tensor.of(new float[5], 2, 3));
    assertEquals("shape [2,3] needs 6 values, found 5", values.getMessage());
    ByteBuffer bytes = ByteBuffer.allocate(7);
    InputException size =
        assertThrows(InputException.class, () -> Tensor.of(DataType.FLOAT, Shape.of(2), bytes));
    assertEquals("tensor of type float and shape [2] needs 8 bytes, found 7", size.getMessage());
  }

  @Test
  void moreValuesThanTheShapeHoldsAreRefusedToo() {
    assertThrows(InputException.class, () -> Tensor.of(new float[7], 2, 3));
    assertThrows(InputException.class, () -> Tensor.of(new double[7], 2, 3));
    assertThrows(InputException.class, () -> Tensor.of(new long[7], 2, 3));
    assertThrows(InputException.class, () -> Tensor.of(new boolean[7], 2, 3));
  }

  @Test
  void refusesAbsurdSizesWithoutAllocatingThem() {
    Shape terabyte = Shape.of(1L << 20, 1L << 20);
    assertThrows(InputException.class, () -> Tensor.allocate(DataType.UINT8, terabyte));
    assertThrows(InputException.class, () -> Tensor.allocate(DataType.FLOAT, Shape.of(1L << 29)));
    assertThrows(
        InputException.class,
        () -> Tensor.of(DataType.DOUBLE, Shape.of(1L << 62), ByteBuffer.allocate(8)));
  }

  @Test
  void itsBytesCannotBeChanged() {
    ByteBuffer bytes = Tensor.vector(1, 2).bytes();
    assertThrows(ReadOnlyBufferException.class, () -> bytes.putLong(0, 3));
  }

  @Test
  void aHeapBufferIsCopied() {
    byte[] bytes = {1, 2};
    Tensor tensor = Tensor.of(DataType.UINT8, Shape.of(2), ByteBuffer.wrap(bytes));
    bytes[0] = 9;
    assertEquals(1, tensor.get(0));
  }

  @Test
  void equalsByTypeShapeAndNumbers() {
    Tensor tensor = Tensor.of(new float[] {1, 2}, 2);
    assertEquals(tensor, Tensor.of(new float[] {1, 2}, 2));
    assertEquals(tensor.hashCode(), Tensor.of(new float[] {1, 2}, 2).hashCode());
    assertNotEquals(tensor, tensor.reshape(2, 1));
    assertNotEquals(tensor, tensor.as(DataType.DOUBLE));
    assertNotEquals(tensor, Tensor.of(new float[] {1, 3}, 2));
  }

  @Test
  void reshapingKeepsTheNumbersAndRefusesAnotherSize() {
    Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertArrayEquals(tensor.toFloats(), tensor.reshape(3, 2).toFloats());
    assertThrows(InputException.class, () -> tensor.reshape(4, 2));
  }

  @Test
  void scalarsHaveOneElementAndEmptyTensorsNone() {
    assertEquals(1, Tensor.scalar(DataType.FLOAT, 3).size());
    assertEquals(0, Tensor.of(new float[0], 3, 0).size());
    assertTrue(Tensor.scalar(DataType.FLOAT, 3).toString().contains("[3.0]"));
  }

  @Test
  void whatIsMadeOfATensorIsMadeOnceWhileItIsHeld() {
    Tensor weight = Tensor.of(new float[] {1, 2}, 2);
    int[] made = {0};
    UnaryOperator<Tensor> twice =
        known -> {
          made[0]++;
          return Tensor.of(new float[] {2 * (float) known.get(0), 2 * (float) known.get(1)}, 2);
        };
    Tensor first = weight.derived("twice", twice);
    assertSame(first, weight.derived("twice", twice));
    assertEquals(1, made[0]);
    weight.derived("again", twice);
    assertEquals(2, made[0]);
    assertEquals(4, first.get(1));
  }
}
