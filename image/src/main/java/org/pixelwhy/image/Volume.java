package org.pixelwhy.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A stack of slices. Where the file says how the patient lies, slices go to the head, rows to the
 * back, columns to the patient's left (DICOM's axes L, P, S); otherwise as they stand in the file.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param slices number of slices
 * @param height number of rows
 * @param width number of columns
 * @param values {@code [slices, height, width]} in C order, in the file's unit (CT: Hounsfield
 *     units)
 * @param spacing millimetres between slices, rows and columns
 * @param oriented whether the axes are known to be the patient's
 * @param notes what was done on reading that a user should know
 */
public record Volume(
    int slices,
    int height,
    int width,
    float[] values,
    List<Double> spacing,
    boolean oriented,
    List<String> notes) {
  public Volume {
    if (slices < 1
        || height < 1
        || width < 1
        || values.length != Math.multiplyFull(slices, height) * width) {
      throw new InputException(
          Text.format(
              "a volume of %d slices, %d rows and %d columns cannot hold %d values",
              slices, height, width, values.length));
    }
    spacing = List.copyOf(spacing);
    notes = List.copyOf(notes);
    if (spacing.size() != 3 || spacing.stream().anyMatch(mm -> !(mm > 0 && mm < 1e6))) {
      throw new InputException(
          "a volume needs three positive numbers of millimetres as spacing, found " + spacing);
    }
  }

  /** The same with one more note. */
  public Volume noting(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new Volume(slices, height, width, values, spacing, oriented, all);
  }

  public float at(int slice, int row, int column) {
    return values[(slice * height + row) * width + column];
  }

  /** How many pictures there are along a plane. */
  public int count(Plane plane) {
    return switch (plane) {
      case AXIAL -> slices;
      case CORONAL -> height;
      case SAGITTAL -> width;
    };
  }

  /** Millimetres between the rows and between the columns of a plane's pictures. */
  public List<Double> spacing(Plane plane) {
    return switch (plane) {
      case AXIAL -> List.of(spacing.get(1), spacing.get(2));
      case CORONAL -> List.of(spacing.get(0), spacing.get(2));
      case SAGITTAL -> List.of(spacing.get(0), spacing.get(1));
    };
  }

  /**
   * One picture.
   *
   * @param index from 0
   * @throws InputException if there is no such picture
   */
  public Grid slice(Plane plane, int index) {
    if (index < 0 || index >= count(plane)) {
      throw new InputException(
          Text.format(
              "there is no %s slice %d, the volume has %d (0 to %d)",
              plane.name().toLowerCase(Locale.ROOT), index, count(plane), count(plane) - 1));
    }
    int rows = plane == Plane.AXIAL ? height : slices;
    int columns = plane == Plane.SAGITTAL ? height : width;
    float[] cut = new float[rows * columns];
    for (int i = 0; i < cut.length; i++) {
      int row = i / columns;
      int column = i % columns;
      cut[i] =
          switch (plane) {
            case AXIAL -> at(index, row, column);
            case CORONAL -> at(slices - 1 - row, index, column);
            case SAGITTAL -> at(slices - 1 - row, column, index);
          };
    }
    return new Grid(rows, columns, cut);
  }
}
