package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TitlesTest {
  private static final int ROOM = 200;

  @Test
  void whatFitsOrDiffersStaysAsItWas() {
    List<String> titles =
        List.of(
            "enc1 8x8", "a very long name of a layer that does not fit at all: 8x8", "enc1 8x8");
    List<String> alone =
        titles.stream().map(title -> Lettering.shortened(title, ROOM, 11)).toList();
    assertEquals(alone, Titles.shortened(titles, ROOM, 11));
  }

  @Test
  void namesThatDifferInTheMiddleStillDoWhenTheyAreShortened() {
    List<String> titles =
        IntStream.range(0, 12)
            .mapToObj(i -> "/model/encoder/layers/layer." + i + "/attention/output/dense/MatMul")
            .toList();
    List<String> shown = Titles.shortened(titles, ROOM, 11);
    assertEquals(12, new HashSet<>(shown).size(), shown::toString);
    shown.forEach(
        title -> assertEquals(title, Lettering.shortened(title, ROOM, 11), "fits into the room"));
  }

  @Test
  void namesWithoutRoomForWhatDiffersAreNumbered() {
    String end = "x".repeat(60);
    List<String> titles =
        List.of("a".repeat(50) + "1" + end, "b" + "a".repeat(50) + end, "c" + end);
    List<String> many =
        IntStream.range(0, 300).mapToObj(i -> end + (char) (0x4e00 + i) + end).toList();
    assertEquals(3, new HashSet<>(Titles.shortened(titles, 40, 11)).size());
    assertEquals(300, new HashSet<>(Titles.shortened(many, ROOM, 11)).size());
  }
}
