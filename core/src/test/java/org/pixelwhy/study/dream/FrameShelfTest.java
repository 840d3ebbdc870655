package org.pixelwhy.study.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.dream.DreamFrame;
import org.pixelwhy.image.Mask;

class FrameShelfTest {
  private static void add(FrameShelf shelf, int first, int last) {
    for (int step = first; step <= last; step++) {
      shelf.add(new DreamFrame(0, step, new float[] {step}, Mask.full(1, 1), 0));
    }
  }

  private static List<Integer> steps(FrameShelf shelf) {
    return shelf.frames().stream().map(KeptFrame::step).toList();
  }

  @Test
  void allFramesAreKeptWhileTheyAreFew() {
    FrameShelf shelf = new FrameShelf(4);
    add(shelf, 0, 3);
    assertEquals(List.of(0, 1, 2, 3), steps(shelf));
  }

  @Test
  void ofTooManyEveryOtherOneGoesButNeverTheLast() {
    FrameShelf shelf = new FrameShelf(4);
    add(shelf, 0, 4);
    assertEquals(List.of(0, 2, 4), steps(shelf));
    add(shelf, 5, 5);
    assertEquals(List.of(0, 2, 4, 5), steps(shelf));
    add(shelf, 6, 7);
    assertEquals(List.of(0, 4, 7), steps(shelf));
  }

  @Test
  void aShelfThatWasWrittenAndReadGoesOnAlike() throws IOException {
    FrameShelf whole = new FrameShelf(5);
    add(whole, 0, 40);
    FrameShelf first = new FrameShelf(5);
    add(first, 0, 17);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.write(new DataOutputStream(bytes));
    FrameShelf second = new FrameShelf(5);
    second.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    add(second, 18, 40);
    assertEquals(steps(whole), steps(second));
    assertEquals(40f, second.frames().get(second.frames().size() - 1).picture()[0]);
  }
}
