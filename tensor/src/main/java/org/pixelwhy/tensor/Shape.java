package org.pixelwhy.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The extents of a tensor, all known; rank 0 is a scalar. Immutable. */
public final class Shape {
  private final long[] dims;

  private Shape(long[] dims) {
    this.dims = dims;
  }

  /**
   * A shape of these extents.
   *
   * @throws InputException if an extent is negative or the number of elements exceeds 2^62
   */
  public static Shape of(long... dims) {
    long size = 1;
    for (long dim : dims) {
      if (dim < 0) {
        throw new InputException("negative extent in shape " + Arrays.toString(dims));
      }
      if (dim != 0 && size > (1L << 62) / dim) {
        throw new InputException("shape " + Arrays.toString(dims) + " has too many elements");
      }
      size *= dim;
    }
    return new Shape(dims.clone());
  }

  public int rank() {
    return dims.length;
  }

  /** Extent of an axis; negative axes count from the end. */
  public long dim(int axis) {
    return dims[axis(axis)];
  }

  /** An axis as a number from 0; negative axes count from the end. */
  public int axis(long axis) {
    long normal = axis < 0 ? axis + dims.length : axis;
    if (normal < 0 || normal >= dims.length) {
      throw new InputException("axis " + axis + " is outside shape " + this);
    }
    return (int) normal;
  }

  /** Number of elements: the product of the extents, 1 for a scalar. */
  public long size() {
    long size = 1;
    for (long dim : dims) {
      size *= dim;
    }
    return size;
  }

  /** The extents, as a copy. */
  public long[] dims() {
    return dims.clone();
  }

  /** This shape with one extent replaced. */
  public Shape with(int axis, long extent) {
    long[] copy = dims.clone();
    copy[axis(axis)] = extent;
    return of(copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** For example {@code [1,3,256,256]}. */
  @Override
  public String toString() {
    return Arrays.stream(dims).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
  }
}
