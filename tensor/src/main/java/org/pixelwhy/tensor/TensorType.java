package org.pixelwhy.tensor;

import java.util.Objects;

/** Element type and shape of a tensor, both known. */
public record TensorType(DataType type, Shape shape) {
  public TensorType {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(shape, "shape");
  }

  @Override
  public String toString() {
    return type + shape.toString();
  }
}
