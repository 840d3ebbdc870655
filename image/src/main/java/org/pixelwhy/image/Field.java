package org.pixelwhy.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Numbers over axes: a picture, a volume, a map, of any rank from 2 on. {@link Image}, {@link
 * Volume} and {@link Grid} are views of it for two axes, three, and two with one channel; {@link
 * Mask} and {@link LabelMap} have the same {@link Axes} with members and classes in the place of
 * numbers.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param axes where the positions lie
 * @param channels numbers at each position
 * @param values {@code [channels, axes...]} in C order, as they stand in the file
 * @param range the greatest value that the file's format can hold (255, 65535), or 1 for floats
 * @param notes what was done on reading that a user should know, such as a dropped alpha channel
 * @param window which of the values the file means to be shown, if it says so
 * @param inverted whether it means low values to be shown bright and high ones dark
 */
public record Field(
    Axes axes,
    int channels,
    float[] values,
    float range,
    List<String> notes,
    Optional<IntensityWindow> window,
    boolean inverted) {
  public Field {
    Objects.requireNonNull(axes, "axes");
    Objects.requireNonNull(window, "window");
    notes = List.copyOf(notes);
    if (axes.rank() < 2 || channels < 1) {
      throw new InputException(
          Text.format(
              "a field needs two axes and a channel at least; found %s with %d channels",
              axes, channels));
    }
    if (values.length != Math.multiplyFull(channels, axes.size())) {
      throw new InputException(
          Text.format(
              "a field of %d channels and %s needs %d values, found %d",
              channels, axes, Math.multiplyFull(channels, axes.size()), values.length));
    }
  }

  /** Of which nobody says which values are to be shown; high ones are bright. */
  public Field(Axes axes, int channels, float[] values, float range, List<String> notes) {
    this(axes, channels, values, range, notes, Optional.empty(), false);
  }

  /** The same numbers, or others of the same unit, over other axes. */
  public Field over(Axes newAxes, int newChannels, float[] newValues) {
    return new Field(newAxes, newChannels, newValues, range, notes, window, inverted);
  }

  /** The same, to be shown with low values bright, or dark. */
  public Field shownInverted(boolean newInverted) {
    return new Field(axes, channels, values, range, notes, window, newInverted);
  }

  /** The same, of which these values are to be shown. */
  public Field shownThrough(Optional<IntensityWindow> newWindow) {
    return new Field(axes, channels, values, range, notes, newWindow, inverted);
  }

  /** The same positions with other values, of the same unit. */
  public Field with(int newChannels, float[] newValues) {
    return over(axes, newChannels, newValues);
  }

  /** The same with other notes. */
  public Field noting(List<String> newNotes) {
    return new Field(axes, channels, values, range, newNotes, window, inverted);
  }

  /** One channel. */
  public Field channel(int index) {
    int area = axes.size();
    float[] own = Arrays.copyOfRange(values, index * area, (index + 1) * area);
    return channels == 1 ? this : over(axes, 1, own);
  }

  /**
   * What lies at one position of an axis.
   *
   * @param axis from 0
   * @param index from 0
   * @throws InputException if there is no such position, or no more than two axes
   */
  public Field slice(int axis, int index) {
    int extent = axes.extent(axis);
    if (index < 0 || index >= extent) {
      throw new InputException(
          Text.format(
              "there is no %d among %s, there are %d (0 to %d)",
              index, axes.axis(axis).name(), extent, extent - 1));
    }
    List<Axis> rest = new ArrayList<>(axes.all());
    rest.remove(axis);
    int inner = inner(axis);
    float[] cut = new float[values.length / extent];
    for (int block = 0; block * inner < cut.length; block++) {
      System.arraycopy(values, (block * extent + index) * inner, cut, block * inner, inner);
    }
    return over(Axes.of(rest), channels, cut);
  }

  /** The same with an axis counted from its other end. */
  public Field flipped(int axis) {
    int extent = axes.extent(axis);
    int inner = inner(axis);
    float[] turned = new float[values.length];
    for (int line = 0; line * inner < turned.length; line++) {
      int other = line / extent * extent + extent - 1 - line % extent;
      System.arraycopy(values, other * inner, turned, line * inner, inner);
    }
    return over(axes.flipped(axis), channels, turned);
  }

  /** The number of values at one position of an axis, of those before it too. */
  private int inner(int axis) {
    int inner = 1;
    for (int i = axis + 1; i < axes.rank(); i++) {
      inner *= axes.extent(i);
    }
    return inner;
  }
}
