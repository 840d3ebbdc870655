package org.pixelwhy.image;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A set of the positions of a {@link Field}: pixels (rank 2: rows, columns), voxels (rank 3:
 * slices, rows, columns), of any rank. Immutable; equal to a mask of the same extents and members.
 *
 * <p>Positions are numbered in C order.
 */
public final class Mask {
  private final Axes axes;
  private final int[] extents;
  private final BitSet pixels;

  private Mask(Axes axes, BitSet pixels) {
    this.axes = axes;
    this.extents = axes.extents();
    this.pixels = pixels;
  }

  /** The mask of those pixels whose number in C order satisfies a predicate. */
  public static Mask of(int[] extents, IntPredicate member) {
    return of(Axes.of(extents), member);
  }

  /** The mask of those positions whose number in C order satisfies a predicate. */
  public static Mask of(Axes axes, IntPredicate member) {
    BitSet pixels = new BitSet();
    int size = axes.size();
    for (int i = 0; i < size; i++) {
      pixels.set(i, member.test(i));
    }
    return new Mask(axes, pixels);
  }

  public static Mask empty(int... extents) {
    return of(extents, i -> false);
  }

  public static Mask full(int... extents) {
    return of(extents, i -> true);
  }

  /** Where the positions lie. */
  public Axes axes() {
    return axes;
  }

  /** Rows and columns, or slices, rows and columns. */
  public int[] extents() {
    return extents.clone();
  }

  public int height() {
    return extents[extents.length - 2];
  }

  public int width() {
    return extents[extents.length - 1];
  }

  /** Number of all pixels, members or not. */
  public int size() {
    return axes.size();
  }

  /** Number of members. */
  public int count() {
    return pixels.cardinality();
  }

  public boolean isEmpty() {
    return pixels.isEmpty();
  }

  /** Whether the pixel with this number in C order is a member. */
  public boolean get(int index) {
    return pixels.get(index);
  }

  /** Whether a pixel of a two-dimensional mask is a member. */
  public boolean get(int row, int column) {
    return pixels.get(row * width() + column);
  }

  /** The members' numbers in C order, ascending. */
  public int[] indices() {
    return pixels.stream().toArray();
  }

  /** A byte for each pixel, in the order of the members: 1 for a member, else 0. */
  public byte[] bytes() {
    byte[] bytes = new byte[size()];
    for (int member : indices()) {
      bytes[member] = 1;
    }
    return bytes;
  }

  public Mask and(Mask other) {
    requireSameExtents(other);
    BitSet both = (BitSet) pixels.clone();
    both.and(other.pixels);
    return new Mask(axes, both);
  }

  /** The members that are not members of the other mask. */
  public Mask minus(Mask other) {
    requireSameExtents(other);
    BitSet rest = (BitSet) pixels.clone();
    rest.andNot(other.pixels);
    return new Mask(axes, rest);
  }

  private void requireSameExtents(Mask other) {
    if (!Arrays.equals(extents, other.extents)) {
      throw new InputException(
          Text.format(
              "masks of different size: %s and %s",
              Arrays.toString(extents), Arrays.toString(other.extents)));
    }
  }

  /**
   * The members with at least one neighbour outside the mask, along an axis (4-neighbours in a
   * picture, 6 in a volume). A neighbour beyond the edge counts as inside: the edge is no border.
   */
  public Mask border() {
    return border(of(axes, i -> true));
  }

  /** The same where only a part of the pixels is image: neighbours beyond that are none either. */
  public Mask border(Mask image) {
    requireSameExtents(image);
    BitSet others = image.minus(this).pixels;
    return of(axes, i -> pixels.get(i) && hasNeighbourIn(others, i));
  }

  private boolean hasNeighbourIn(BitSet others, int index) {
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      int position = index / stride % extents[axis];
      if (position > 0 && others.get(index - stride)
          || position < extents[axis] - 1 && others.get(index + stride)) {
        return true;
      }
      stride *= extents[axis];
    }
    return false;
  }

  /** The members connected to one member through neighbours along the axes; empty if it is none. */
  public Mask component(int member) {
    BitSet found = new BitSet();
    if (pixels.get(member)) {
      ArrayDeque<Integer> open = new ArrayDeque<>();
      found.set(member);
      open.push(member);
      while (!open.isEmpty()) {
        pushNeighbours(open.pop(), found, open);
      }
    }
    return new Mask(axes, found);
  }

  /** The largest component; of several as large the one with the first member; empty of none. */
  public Mask largestComponent() {
    BitSet rest = (BitSet) pixels.clone();
    Mask best = new Mask(axes, new BitSet());
    for (int first = rest.nextSetBit(0); first >= 0; first = rest.nextSetBit(first)) {
      Mask component = component(first);
      best = component.count() > best.count() ? component : best;
      rest.andNot(component.pixels);
    }
    return best;
  }

  private void pushNeighbours(int index, BitSet found, ArrayDeque<Integer> open) {
    int stride = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      int position = index / stride % extents[axis];
      for (int step = -1; step <= 1; step += 2) {
        int neighbour = index + step * stride;
        boolean exists = position + step >= 0 && position + step < extents[axis];
        if (exists && pixels.get(neighbour) && !found.get(neighbour)) {
          found.set(neighbour);
          open.push(neighbour);
        }
      }
      stride *= extents[axis];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask mask
        && Arrays.equals(extents, mask.extents)
        && pixels.equals(mask.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(extents) + pixels.hashCode();
  }

  @Override
  public String toString() {
    return Text.format("mask %s with %d members", Arrays.toString(extents), count());
  }
}
