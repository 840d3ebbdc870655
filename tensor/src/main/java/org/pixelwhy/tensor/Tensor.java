package org.pixelwhy.tensor;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Numbers with a shape: little-endian, C order, in one direct buffer. Immutable.
 *
 * <p>The buffer is direct so that the runtime can read it where it lies.
 */
public final class Tensor {
  private final TensorType type;
  private final ByteBuffer data;

  /** What was computed of this tensor and is still held by somebody; null where nothing was. */
  private Map<String, WeakReference<Tensor>> derived;

  private Tensor(TensorType type, ByteBuffer data) {
    this.type = type;
    this.data = data;
  }

  /**
   * A tensor over a buffer's remaining bytes. A direct buffer is not copied and must not be changed
   * any more.
   *
   * @throws InputException if the number of bytes is not what type and shape need
   */
  public static Tensor of(DataType type, Shape shape, ByteBuffer bytes) {
    int expected = byteSize(type, shape);
    if (bytes.remaining() != expected) {
      throw new InputException(
          Text.format(
              "tensor of type %s and shape %s needs %d bytes, found %d",
              type, shape, expected, bytes.remaining()));
    }
    ByteBuffer own = bytes;
    if (!bytes.isDirect()) {
      own = allocate(type, shape);
      own.put(bytes.duplicate()).flip();
    }
    return new Tensor(
        new TensorType(type, shape), own.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * An empty direct little-endian buffer for a tensor.
   *
   * @throws InputException if the tensor would need 2 GiB or more
   */
  public static ByteBuffer allocate(DataType type, Shape shape) {
    return ByteBuffer.allocateDirect(byteSize(type, shape)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int byteSize(DataType type, Shape shape) {
    if (shape.size() > Integer.MAX_VALUE / type.bytes()) {
      throw new InputException(
          Text.format(
              "a tensor of type %s and shape %s needs more than the 2 GiB that one tensor may have",
              type, shape));
    }
    return (int) shape.size() * type.bytes();
  }

  public static Tensor of(float[] values, long... dims) {
    ByteBuffer bytes = allocate(DataType.FLOAT, Shape.of(dims));
    checkLength(values.length, dims);
    bytes.asFloatBuffer().put(values);
    return of(DataType.FLOAT, Shape.of(dims), bytes);
  }

  public static Tensor of(double[] values, long... dims) {
    ByteBuffer bytes = allocate(DataType.DOUBLE, Shape.of(dims));
    checkLength(values.length, dims);
    bytes.asDoubleBuffer().put(values);
    return of(DataType.DOUBLE, Shape.of(dims), bytes);
  }

  public static Tensor of(long[] values, long... dims) {
    ByteBuffer bytes = allocate(DataType.INT64, Shape.of(dims));
    checkLength(values.length, dims);
    bytes.asLongBuffer().put(values);
    return of(DataType.INT64, Shape.of(dims), bytes);
  }

  public static Tensor of(boolean[] values, long... dims) {
    ByteBuffer bytes = allocate(DataType.BOOL, Shape.of(dims));
    checkLength(values.length, dims);
    for (boolean value : values) {
      bytes.put((byte) (value ? 1 : 0));
    }
    return of(DataType.BOOL, Shape.of(dims), bytes.flip());
  }

  /** A one-dimensional tensor of whole numbers: axes, shapes, indices. */
  public static Tensor vector(long... values) {
    return of(values, values.length);
  }

  /** A tensor of one type whose elements all have the same value, rounded to that type. */
  public static Tensor filled(DataType type, double value, long... dims) {
    Shape shape = Shape.of(dims);
    ByteBuffer bytes = allocate(type, shape);
    long size = shape.size();
    for (long i = 0; i < size; i++) {
      Elements.put(type, bytes, value);
    }
    return of(type, shape, bytes.flip());
  }

  /** A tensor of rank 0. */
  public static Tensor scalar(DataType type, double value) {
    return filled(type, value);
  }

  private static void checkLength(int length, long[] dims) {
    if (Shape.of(dims).size() != length) {
      throw new InputException(
          Text.format(
              "shape %s needs %d values, found %d", Shape.of(dims), Shape.of(dims).size(), length));
    }
  }

  public TensorType tensorType() {
    return type;
  }

  public DataType type() {
    return type.type();
  }

  public Shape shape() {
    return type.shape();
  }

  /** Number of elements. */
  public int size() {
    return data.capacity() / type.type().bytes();
  }

  /** The bytes, read-only and little-endian; each call gives a view with a position of its own. */
  public ByteBuffer bytes() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Element {@code i} in C order as a double; true is 1. */
  public double get(int i) {
    return Elements.get(type.type(), data, i);
  }

  /** Element {@code i} in C order as a whole number. */
  public long getLong(int i) {
    return type.type() == DataType.INT64 ? data.getLong(i * 8) : (long) get(i);
  }

  /** All elements as floats, in a new array. */
  public float[] toFloats() {
    float[] values = new float[size()];
    if (type.type() == DataType.FLOAT) {
      FloatBuffer floats = bytes().asFloatBuffer();
      floats.get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) get(i);
      }
    }
    return values;
  }

  /** All elements as doubles, in a new array. */
  public double[] toDoubles() {
    double[] values = new double[size()];
    if (type.type() == DataType.DOUBLE) {
      DoubleBuffer doubles = bytes().asDoubleBuffer();
      doubles.get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = get(i);
      }
    }
    return values;
  }

  /** All elements as whole numbers, in a new array. */
  public long[] toLongs() {
    long[] values = new long[size()];
    if (type.type() == DataType.INT64) {
      LongBuffer longs = bytes().asLongBuffer();
      longs.get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = getLong(i);
      }
    }
    return values;
  }

  /**
   * What is made of this tensor alone, such as a convolution's weight turned round: made once as
   * long as somebody holds it, so that all who ask for it share its memory.
   *
   * @param what tells it from others that are made of this tensor
   */
  public synchronized Tensor derived(String what, UnaryOperator<Tensor> make) {
    derived = derived == null ? new HashMap<>() : derived;
    WeakReference<Tensor> known = derived.get(what);
    Tensor held = known == null ? null : known.get();
    if (held == null) {
      held = make.apply(this);
      derived.put(what, new WeakReference<>(held));
    }
    return held;
  }

  /** The same elements under another shape of the same size. */
  public Tensor reshape(long... dims) {
    return of(type.type(), Shape.of(dims), bytes());
  }

  /** The same numbers as another type, rounded to it. */
  public Tensor as(DataType other) {
    if (other == type.type()) {
      return this;
    }
    ByteBuffer bytes = allocate(other, shape());
    for (int i = 0; i < size(); i++) {
      if (other == DataType.INT64) {
        bytes.putLong(getLong(i));
      } else {
        Elements.put(other, bytes, get(i));
      }
    }
    return of(other, shape(), bytes.flip());
  }

  /** Equal type, shape and bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor && type.equals(tensor.type) && data.equals(tensor.data);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + data.hashCode();
  }

  /** Type, shape and, for a few elements, the values. */
  @Override
  public String toString() {
    return size() <= 16 ? type + " " + Arrays.toString(toDoubles()) : type.toString();
  }
}
