package org.pixelwhy.medical;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.image.Direction;

/** How the rows and columns of one DICOM picture lie in the patient. */
final class DicomPlace {
  private static final double FARTHEST = 1e6;

  /** Where DICOM's axes x, y and z lead. */
  private static final List<Direction> WORLD =
      List.of(Direction.LEFT, Direction.BACK, Direction.HEAD);

  private DicomPlace() {}

  /**
   * Axes of what is known.
   *
   * @param spacing millimetres between rows and between columns; or empty
   * @param orientation where the column number grows, then where the row number grows
   */
  static Axes axes(
      int rows, int columns, List<Double> spacing, Optional<List<Double>> orientation) {
    boolean spaced =
        spacing.size() == 2 && spacing.stream().allMatch(mm -> mm > 0 && mm < FARTHEST);
    return Axes.of(
        List.of(
            new Axis(
                Axis.ROWS,
                rows,
                spaced ? Optional.of(Spacing.millimetres(spacing.get(0))) : Optional.empty(),
                orientation.flatMap(six -> nearest(six.subList(3, 6)))),
            new Axis(
                Axis.COLUMNS,
                columns,
                spaced ? Optional.of(Spacing.millimetres(spacing.get(1))) : Optional.empty(),
                orientation.flatMap(six -> nearest(six.subList(0, 3))))));
  }

  /** The direction in the body to which a vector is closest; empty for none. */
  private static Optional<Direction> nearest(List<Double> vector) {
    int most = 0;
    for (int i = 1; i < WORLD.size(); i++) {
      most = Math.abs(vector.get(i)) > Math.abs(vector.get(most)) ? i : most;
    }
    double along = vector.get(most);
    if (!Double.isFinite(along) || along == 0) {
      return Optional.empty();
    }
    return Optional.of(along > 0 ? WORLD.get(most) : WORLD.get(most).opposite());
  }
}
