package org.pixelwhy.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A stack of slices: a {@link Field} of one channel over slices, rows and columns. Where the file
 * says how the patient lies, slices go to the head, rows to the back, columns to the patient's left
 * (DICOM's axes L, P, S); otherwise as they stand in the file.
 *
 * @param field of three axes and one channel, in the file's unit (CT: Hounsfield units)
 */
public record Volume(Field field) {
  private static final List<String> NAMES = List.of(Axis.SLICES, Axis.ROWS, Axis.COLUMNS);
  private static final List<Direction> PATIENT =
      List.of(Direction.HEAD, Direction.BACK, Direction.LEFT);

  public Volume {
    if (field.axes().rank() != 3 || field.channels() != 1) {
      throw new InputException(
          Text.format(
              "a volume has one number for each slice, row and column, found %d channels of %s",
              field.channels(), field.axes()));
    }
  }

  /**
   * The axes of a volume.
   *
   * @param extents slices, rows, columns
   * @param spacing between them; each may be unknown
   * @param oriented whether they are known to be the patient's
   */
  public static Axes axes(int[] extents, List<Optional<Axis.Spacing>> spacing, boolean oriented) {
    return Axes.of(
        IntStream.range(0, NAMES.size())
            .mapToObj(
                i ->
                    new Axis(
                        NAMES.get(i),
                        extents[i],
                        spacing.get(i),
                        oriented ? Optional.of(PATIENT.get(i)) : Optional.empty()))
            .toList());
  }

  /** Voxels along axes, and what was done on reading that a user should know. */
  public Volume(Axes axes, float[] values, List<String> notes) {
    this(new Field(axes, 1, values, 1, notes));
  }

  /** Where the voxels lie. */
  public Axes axes() {
    return field.axes();
  }

  public int slices() {
    return field.axes().extent(0);
  }

  /** The number of rows. */
  public int height() {
    return field.axes().extent(1);
  }

  /** The number of columns. */
  public int width() {
    return field.axes().extent(2);
  }

  /** {@code [slices, height, width]} in C order; not a copy, must not be changed. */
  public float[] values() {
    return field.values();
  }

  /** What was done on reading that a user should know. */
  public List<String> notes() {
    return field.notes();
  }

  /** Whether the axes are known to be the patient's. */
  public boolean oriented() {
    return axes().oriented();
  }

  /** The same with one more note. */
  public Volume noting(String note) {
    List<String> all = new ArrayList<>(notes());
    all.add(note);
    return new Volume(field.noting(all));
  }

  public float at(int slice, int row, int column) {
    return values()[(slice * height() + row) * width() + column];
  }

  /** How many pictures there are along a plane. */
  public int count(Plane plane) {
    return axes().extent(plane.axis());
  }

  /**
   * One picture. Rows of coronal and sagittal ones run from the head to the feet.
   *
   * @param index from 0
   * @throws InputException if there is no such picture
   */
  public Grid slice(Plane plane, int index) {
    int count = count(plane);
    if (index < 0 || index >= count) {
      throw new InputException(
          Text.format(
              "there is no %s slice %d, the volume has %d (0 to %d)",
              plane.name().toLowerCase(Locale.ROOT), index, count, count - 1));
    }
    Field cut = field.slice(plane.axis(), index);
    Field upright = plane == Plane.AXIAL ? cut : cut.flipped(0);
    Axes named =
        Axes.of(
            List.of(
                upright.axes().axis(0).named(Axis.ROWS),
                upright.axes().axis(1).named(Axis.COLUMNS)));
    return new Grid(named.at(new Axes.Section(plane, index, count)), upright.values());
  }
}
