package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.tensor.InputException;

class ScoreFileTest {
  private static final byte[] REQUEST = new byte[Fingerprint.LENGTH];

  @TempDir private Path folder;

  private ScoreFile open(boolean resume) {
    PerturbationRun run = PerturbationRun.PLAIN.withProgress(folder.resolve("progress"), resume);
    return ScoreFile.open(run, REQUEST, Integer.BYTES, 1);
  }

  private static void append(ScoreFile scores, int first, int count) {
    for (int i = first; i < first + count; i++) {
      scores.append(ScoreFile.buffer(Integer.BYTES).putInt(i).flip());
    }
  }

  @Test
  void twoRunsNeverShareAFile() {
    for (int rows : new int[] {0, ScoreFile.BLOCK, ScoreFile.BLOCK + 1}) {
      try (ScoreFile scores = open(false)) {
        append(scores, 0, rows);
        for (boolean resume : new boolean[] {false, true}) {
          InputException refused = assertThrows(InputException.class, () -> open(resume));
          assertTrue(refused.getMessage().contains("another run"), refused::getMessage);
        }
        append(scores, rows, ScoreFile.BLOCK);
        ByteBuffer read =
            scores.read(0, rows + ScoreFile.BLOCK, 0, Integer.BYTES, ScoreFile.buffer(2048));
        for (int i = 0; i < rows + ScoreFile.BLOCK; i++) {
          assertEquals(i, read.getInt(), "row " + i);
        }
        scores.finish();
      }
      assertTrue(Files.notExists(folder.resolve("progress")));
    }
  }

  @Test
  void aRunThatStoppedGoesOnWhenItsFileIsFree() {
    try (ScoreFile scores = open(false)) {
      append(scores, 0, ScoreFile.BLOCK + 5);
    }
    try (ScoreFile scores = open(true)) {
      assertEquals(ScoreFile.BLOCK, scores.rows());
    }
  }
}
