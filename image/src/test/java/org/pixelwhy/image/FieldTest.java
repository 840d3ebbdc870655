package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.tensor.InputException;

class FieldTest {
  private static Field counting(int channels, int... extents) {
    Axes axes = Axes.of(extents);
    float[] values = new float[channels * axes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return new Field(axes, channels, values, 1, List.of("counted"));
  }

  private static Axes volume() {
    List<Optional<Spacing>> spacing =
        List.of(5.0, 0.5, 0.25).stream().map(mm -> Optional.of(Spacing.millimetres(mm))).toList();
    return Volume.axes(new int[] {2, 3, 4}, spacing, true);
  }

  @Test
  void aSliceAlongAnyAxisOfAnyRankHoldsWhatLiesThere() {
    Field field = counting(2, 3, 4, 5, 2);
    for (int axis = 0; axis < 4; axis++) {
      for (int index = 0; index < field.axes().extent(axis); index++) {
        Field slice = field.slice(axis, index);
        assertEquals(3, slice.axes().rank());
        int next = 0;
        int[] at = new int[4];
        for (int i = 0; i < field.values().length; i++) {
          int rest = i;
          for (int k = 3; k >= 0; k--) {
            at[k] = rest % field.axes().extent(k);
            rest /= field.axes().extent(k);
          }
          if (at[axis] == index) {
            assertEquals(field.values()[i], slice.values()[next++]);
          }
        }
        assertEquals(next, slice.values().length);
      }
    }
    InputException none = assertThrows(InputException.class, () -> field.slice(1, 4));
    assertTrue(none.getMessage().contains("4 (0 to 3)"), none.getMessage());
  }

  @Test
  void flippedTwiceIsTheSame() {
    Field field = counting(2, 3, 4, 5);
    for (int axis = 0; axis < 3; axis++) {
      Field flipped = field.flipped(axis);
      assertArrayEquals(
          field.slice(axis, 0).values(),
          flipped.slice(axis, field.axes().extent(axis) - 1).values());
      assertArrayEquals(field.values(), flipped.flipped(axis).values());
    }
  }

  @Test
  void viewsRefuseFieldsOfAnotherRankOrWithMoreChannels() {
    assertThrows(InputException.class, () -> new Image(counting(1, 2, 3, 4)));
    assertThrows(InputException.class, () -> new Grid(counting(2, 3, 4)));
    assertThrows(InputException.class, () -> new Volume(counting(1, 3, 4)));
    assertThrows(InputException.class, () -> counting(1, 3));
    assertThrows(InputException.class, () -> counting(1, 3, 0));
    assertThrows(
        InputException.class, () -> new Field(Axes.of(2, 3), 1, new float[5], 1, List.of()));
    assertThrows(InputException.class, () -> Axes.of(1 << 16, 1 << 16));
    assertThrows(InputException.class, () -> Spacing.millimetres(0));
    assertThrows(InputException.class, () -> Spacing.millimetres(Double.NaN));
  }

  @Test
  void aSliceKeepsSpacingDirectionAndItsPlaceInTheVolume() {
    Volume volume = new Volume(volume(), new float[24], List.of());
    Axes coronal = volume.slice(Plane.CORONAL, 1).axes();
    assertEquals(Optional.of(List.of(5.0, 0.25)), coronal.spacing());
    assertEquals(Optional.of("5 x 0.25 mm"), coronal.spacingText());
    assertEquals(Optional.of(Direction.FEET), coronal.axis(0).towards());
    assertEquals(Optional.of(Direction.LEFT), coronal.axis(-1).towards());
    assertEquals(Optional.of(new Axes.Section(Plane.CORONAL, 1, 3)), coronal.section());
    Axes axial = volume.slice(Plane.AXIAL, 0).axes();
    assertEquals(Optional.of(Direction.BACK), axial.axis(0).towards());
    assertEquals(List.of(Axis.ROWS, Axis.COLUMNS), axial.all().stream().map(Axis::name).toList());
  }

  @Test
  void aMapOfAnImageLiesWhereTheImageLies() {
    Axes axes = new Volume(volume(), new float[24], List.of()).slice(Plane.AXIAL, 1).axes();
    for (Geometry.Fit fit : Geometry.Fit.values()) {
      Geometry geometry = new Geometry(axes, 8, 8, fit);
      Grid map = geometry.toImage(new Grid(4, 4, new float[16]), Resampling.BILINEAR);
      assertEquals(axes, map.axes());
      assertEquals(axes, geometry.toImage(Mask.full(2, 2)).axes());
    }
  }

  @Test
  void anotherNumberOfPixelsOverTheSameSpaceHasAnotherSpacing() {
    Axes axes = new Volume(volume(), new float[24], List.of()).slice(Plane.AXIAL, 0).axes();
    Image image = new Image(new Field(axes, 1, new float[12], 255, List.of()));
    Image half = Resampling.BILINEAR.resize(image, 6, 2);
    assertEquals(Optional.of(List.of(0.25, 0.5)), half.axes().spacing());
    assertEquals(Optional.of(List.of(0.25, 0.5)), axes.transposed().spacing());
    assertEquals(Optional.of(Direction.LEFT), axes.transposed().axis(0).towards());
    assertEquals(Optional.of(Direction.RIGHT), axes.flipped(1).axis(1).towards());
    assertEquals(Optional.of(List.of(0.25, 0.125)), axes.enlarged(2).spacing());
  }

  @Test
  void spacingIsKnownOnlyWhereEveryAxisSaysSoInOneUnit() {
    Axis rows = new Axis("rows", 2, Optional.of(Spacing.millimetres(1)), Optional.empty());
    Axis other = new Axis("columns", 2, Optional.of(new Spacing(1, "px")), Optional.empty());
    assertEquals(Optional.empty(), Axes.of(List.of(rows, Axis.of("columns", 2))).spacing());
    assertEquals(Optional.empty(), Axes.of(List.of(rows, other)).spacing());
    assertEquals(Optional.of("mm"), Axes.of(List.of(rows, rows)).unit());
  }
}
