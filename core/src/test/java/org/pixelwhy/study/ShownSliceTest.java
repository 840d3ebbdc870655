package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.Tensor;

class ShownSliceTest {
  /** Voxels of 4 slices of 1 x 2. */
  private static Mask voxels(Integer... members) {
    Set<Integer> chosen = Set.of(members);
    return Mask.of(new int[] {4, 1, 2}, chosen::contains);
  }

  @Test
  void theSliceWithMostOfTheTargetIsShownAndNamed() {
    Mask target = voxels(1, 6, 7);
    ShownSlice shown = ShownSlice.of(target);
    assertEquals(new ShownSlice(3, 4), shown);
    assertEquals(2, shown.cut(target).count());
    Field field = new Field(Axes.of(4, 1, 2), 1, new float[8], 1, List.of());
    String note = shown.note(target, field).orElseThrow();
    assertTrue(note.contains("slice 3 of its 4 (from 0)") && note.contains("2 of its 3"), note);
    assertEquals(new ShownSlice(1, 4), ShownSlice.of(voxels(2, 6)));
  }

  @Test
  void mapsOfFewerSlicesShowTheOneAtTheSamePlace() {
    ShownSlice shown = new ShownSlice(3, 4);
    Tensor all = Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 1, 1, 4, 1, 2);
    assertArrayEquals(new float[] {6, 7}, shown.cut(all, 0).values());
    Tensor half = Tensor.of(new float[] {0, 1, 2, 3}, 1, 1, 2, 1, 2);
    assertArrayEquals(new float[] {2, 3}, shown.cut(half, 0).values());
    Field field = new Field(Axes.of(4, 1, 2), 1, all.toFloats(), 1, List.of());
    assertArrayEquals(new float[] {6, 7}, shown.picture(field).values());
  }

  @Test
  void picturesHaveNothingToChoose() {
    Mask flat = Mask.full(2, 3);
    ShownSlice shown = ShownSlice.of(flat);
    Field picture = new Field(Axes.of(2, 3), 1, new float[6], 1, List.of());
    assertEquals(Optional.empty(), shown.note(flat, picture));
    assertEquals(picture, shown.picture(picture).field());
    assertEquals(flat, shown.cut(flat));
  }

  @Test
  void ofAVolumeThatIsAnsweredByOneSliceTheMiddleIsShownAndNamed() {
    Mask flat = Mask.full(2, 3);
    Field field = new Field(Axes.of(5, 2, 3), 1, new float[30], 1, List.of());
    String note = ShownSlice.of(flat).note(flat, field).orElseThrow();
    assertTrue(note.contains("slice 2 of the volume's 5"), note);
  }
}
