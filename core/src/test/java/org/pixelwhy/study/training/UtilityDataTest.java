package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.data.Sample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.study.training.UtilityData.Truth;

class UtilityDataTest {
  private static final int NONE = LabelMap.IGNORED;

  private static byte[] bytes(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return bytes;
  }

  @Test
  void ofAnObjectOnlyTheLargestOfItsClassCountsAndTheOthersAreIgnored() {
    Image image = new Image(1, 3, 5, new float[15], 1, List.of());
    byte[] labels =
        bytes(
            1, 0, 2, 2, 2, //
            0, 0, 0, 0, 2, //
            1, 1, 0, 1, NONE);
    byte[] expected =
        bytes(
            NONE, 0, 2, 2, 2, //
            0, 0, 0, 0, 2, //
            1, 1, 0, NONE, NONE);
    Sample sample = new Sample("two", image, new LabelMap(image.axes(), labels));
    assertArrayEquals(expected, Truth.GIVEN.ofLargestObject(1).of(sample).classes());
    assertArrayEquals(labels, Truth.GIVEN.ofLargestObject(2).of(sample).classes());
    assertArrayEquals(labels, Truth.GIVEN.ofLargestObject(3).of(sample).classes());
  }
}
