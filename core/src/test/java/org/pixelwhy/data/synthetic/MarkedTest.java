package org.pixelwhy.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;

class MarkedTest {
  @Test
  void theMarkingIsAllThatDiffersBetweenMarkedAndUnmarked() {
    for (int i = 0; i < 20; i++) {
      SyntheticSample marked = new Marked(3, 1).sample(i);
      SyntheticSample plain = new Marked(3, 0).sample(i);
      assertEquals(plain.sample().labels(), marked.sample().labels());
      assertTrue(plain.context().distractor().isEmpty());
      assertTrue(marked.context().distractor().count() > 30);
      for (int pixel = 0; pixel < Marked.SIZE * Marked.SIZE; pixel++) {
        if (!marked.context().distractor().get(pixel)) {
          assertEquals(
              plain.sample().image().values()[pixel], marked.sample().image().values()[pixel]);
        }
      }
    }
  }

  @Test
  void theMarkingLiesInTheObjects() {
    EssentialContext context = new Marked(3, 1).sample(4).context();
    assertEquals(0, context.distractor().minus(context.segment()).count());
    assertEquals(context.segment(), context.essential());
  }

  /** Neighbours from upper left to lower right are alike on the marking, the others are not. */
  @Test
  void segmentsRunAt135Degrees() {
    double along = 0;
    double across = 0;
    for (int i = 0; i < 20; i++) {
      Image image = new Marked(8, 1).sample(i).sample().image();
      for (int pixel : new Marked(8, 1).sample(i).context().distractor().indices()) {
        int row = pixel / Marked.SIZE;
        int column = pixel % Marked.SIZE;
        if (row < Marked.SIZE - 1 && column > 0 && column < Marked.SIZE - 1) {
          float value = image.at(0, row, column);
          along += Math.abs(value - image.at(0, row + 1, column + 1));
          across += Math.abs(value - image.at(0, row + 1, column - 1));
        }
      }
    }
    assertTrue(along < 0.5 * across, along + " along, " + across + " across");
  }

  @Test
  void aboutAsManyAreMarkedAsAsked() {
    int marked = 0;
    for (int i = 0; i < 200; i++) {
      marked += new Marked(1, 0.2).sample(i).context().distractor().isEmpty() ? 0 : 1;
    }
    assertTrue(marked > 25 && marked < 56, marked + " of 200");
    assertThrows(InputException.class, () -> new Marked(0, 1.5));
  }

  @Test
  void bothClassesOccurAndSamplesAreRepeatable() {
    long[] counts = new long[3];
    for (int i = 0; i < 30; i++) {
      SyntheticSample sample = new Marked(5, 0.5).sample(i);
      for (int label = 0; label < 3; label++) {
        counts[label] += sample.sample().labels().counts()[label];
      }
    }
    assertTrue(counts[1] > 5_000 && counts[2] > 5_000, counts[1] + " and " + counts[2]);
    assertArrayEquals(
        new Marked(5, 0.5).sample(17).sample().image().values(),
        new Marked(5, 0.5).sample(17).sample().image().values());
  }
}
