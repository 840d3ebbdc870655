package org.pixelwhy.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * Where the positions of a field lie: its axes, the last one running fastest. Two are rows and
 * columns, three slices, rows and columns.
 *
 * <p>Immutable; equal to others of the same axes and section.
 */
public final class Axes {
  private final List<Axis> all;
  private final Optional<Section> section;
  private final int[] extents;

  /**
   * Where in a volume the rows and columns of a picture were cut.
   *
   * @param plane of the cut
   * @param index of the picture among those along that plane, from 0
   * @param count how many there are
   */
  public record Section(Plane plane, int index, int count) {
    public Section {
      Objects.requireNonNull(plane, "plane");
      if (index < 0 || index >= count) {
        throw new InputException(Text.format("there is no slice %d among %d", index, count));
      }
    }
  }

  private Axes(List<Axis> all, Optional<Section> section) {
    this.all = List.copyOf(all);
    this.section = section;
    this.extents = all.stream().mapToInt(Axis::extent).toArray();
    long size = 1;
    for (int extent : extents) {
      size *= extent;
      if (size > Integer.MAX_VALUE) {
        throw new InputException(
            Text.format("%s: are more positions than an array can hold", Arrays.toString(extents)));
      }
    }
    if (extents.length == 0) {
      throw new InputException("a field needs at least one axis");
    }
  }

  /** These axes, the slowest first. */
  public static Axes of(List<Axis> axes) {
    return new Axes(axes, Optional.empty());
  }

  /**
   * Axes of which only the extents are known.
   *
   * @throws InputException if one is below 1, or there is none
   */
  public static Axes of(int... extents) {
    List<String> names = List.of(Axis.SLICES, Axis.ROWS, Axis.COLUMNS);
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < extents.length; i++) {
      int name = names.size() - extents.length + i;
      axes.add(Axis.of(name < 0 ? "axis " + i : names.get(name), extents[i]));
    }
    return of(axes);
  }

  /** Axes of the positions of a tensor {@code [N,C,...]}. */
  public static Axes covering(Shape shape) {
    return of(Arrays.stream(shape.dims()).skip(2).mapToInt(Math::toIntExact).toArray());
  }

  /** The axes, the slowest first. */
  public List<Axis> all() {
    return all;
  }

  /** An axis, counted from the first, or by -1, -2 ... from the last. */
  public Axis axis(int index) {
    return all.get(index < 0 ? all.size() + index : index);
  }

  /** Where the picture was cut from a volume; empty where it is no slice. */
  public Optional<Section> section() {
    return section;
  }

  public int rank() {
    return extents.length;
  }

  public int[] extents() {
    return extents.clone();
  }

  /** The extent of an axis, counted as {@link #axis}. */
  public int extent(int index) {
    return extents[index < 0 ? extents.length + index : index];
  }

  /** The number of all positions. */
  public int size() {
    int size = 1;
    for (int extent : extents) {
      size *= extent;
    }
    return size;
  }

  /** How far neighbours are apart along each axis, if all axes say so in the same unit. */
  public Optional<List<Double>> spacing() {
    return unit()
        .map(same -> all.stream().map(axis -> axis.spacing().orElseThrow().step()).toList());
  }

  /** The same in words, such as {@code 0.7 x 0.7 mm}. */
  public Optional<String> spacingText() {
    return spacing()
        .map(
            steps ->
                steps.stream().map(Axis.Spacing::round).collect(Collectors.joining(" x "))
                    + " "
                    + unit().orElseThrow());
  }

  /** The unit of {@link #spacing()}. */
  public Optional<String> unit() {
    List<String> units =
        all.stream().flatMap(axis -> axis.spacing().stream()).map(Axis.Spacing::unit).toList();
    boolean same = units.size() == all.size() && units.stream().distinct().count() == 1;
    return same ? Optional.of(units.get(0)) : Optional.empty();
  }

  /** Whether it is known how the axes lie in a patient's body. */
  public boolean oriented() {
    return all.stream().allMatch(axis -> axis.towards().isPresent());
  }

  /** The same space, counted in other numbers of positions. */
  public Axes resampled(int... positions) {
    return changed(i -> axis(i).resampled(positions[i]));
  }

  /** The first so many positions along each axis, or more than there are. */
  public Axes cut(int... positions) {
    return changed(i -> axis(i).cut(positions[i]));
  }

  /** The same with an axis counted from its other end. */
  public Axes flipped(int index) {
    return changed(i -> i == index ? axis(i).flipped() : axis(i));
  }

  /** The same number of positions over a part of the space that is smaller by a factor. */
  public Axes enlarged(double factor) {
    return changed(i -> axis(i).enlarged(factor));
  }

  /** Rows as columns and columns as rows, of axes that are just these. */
  public Axes transposed() {
    return new Axes(List.of(axis(1).named(axis(0).name()), axis(0).named(axis(1).name())), section);
  }

  private Axes changed(IntFunction<Axis> change) {
    return new Axes(IntStream.range(0, rank()).mapToObj(change).toList(), section);
  }

  /** The same, cut from a volume there. */
  Axes at(Section place) {
    return new Axes(all, Optional.of(place));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes axes && all.equals(axes.all) && section.equals(axes.section);
  }

  @Override
  public int hashCode() {
    return Objects.hash(all, section);
  }

  /** Such as {@code 40 slices x 512 rows x 512 columns}. */
  @Override
  public String toString() {
    return all.stream()
        .map(axis -> axis.extent() + " " + axis.name())
        .collect(Collectors.joining(" x "));
  }
}
