package org.pixelwhy.model.card;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.InputException;

/**
 * The sizes that a model takes.
 *
 * @param axes rows and columns, or slices, rows and columns
 */
public record InputSize(List<AxisSize> axes) {
  public InputSize {
    axes = List.copyOf(axes);
    if (axes.size() < 2 || axes.size() > 3) {
      throw new InputException(
          "an input size needs two axes, or three for volumes; found " + axes.size());
    }
  }

  /** Only this size: rows and columns, or slices, rows and columns. */
  public static InputSize fixed(int... extents) {
    List<AxisSize> axes = new ArrayList<>();
    for (int extent : extents) {
      axes.add(new AxisSize.Fixed(extent));
    }
    return new InputSize(axes);
  }

  /** Any size whose extents are multiples of n, along 2 or 3 axes. */
  public static InputSize multipleOf(int n, int rank) {
    return new InputSize(Collections.nCopies(rank, new AxisSize.Stepped(n, n)));
  }

  /** Any size, along 2 or 3 axes. */
  public static InputSize any(int rank) {
    return multipleOf(1, rank);
  }

  public AxisSize height() {
    return axes.get(axes.size() - 2);
  }

  public AxisSize width() {
    return axes.get(axes.size() - 1);
  }

  /** Whether the model takes pictures of this size. */
  public boolean accepts(int height, int width) {
    return axes.size() == 2 && height().accepts(height) && width().accepts(width);
  }

  /** For example {@code 256 x 512}, rows first. */
  @Override
  public String toString() {
    return axes.stream().map(AxisSize::toString).collect(Collectors.joining(" x "));
  }
}
