package org.pixelwhy.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class CheckpointTest {
  @TempDir private Path folder;

  private final Checkpoint checkpoint =
      new Checkpoint(
          Map.of(
              "weight", Tensor.of(new float[] {1, -2, 3.5f, 4}, 2, 2),
              "step", Tensor.vector(7)),
          List.of(
              new EpochResult(1, 1e-3, Map.of("loss", 0.7)),
              new EpochResult(2, 5e-4, Map.of("loss", 0.1 + 0.2))));

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Path file = Files.write(folder.resolve("state"), checkpoint.toBytes("a: 1"));
    assertEquals(checkpoint, Checkpoint.read(file, "a: 1"));
  }

  @Test
  void aFlippedBitIsEitherHarmlessOrRefused() throws IOException {
    byte[] bytes = checkpoint.toBytes("a: 1");
    int refused = 0;
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Path file = Files.write(folder.resolve("state"), damaged);
      try {
        assertEquals(checkpoint, Checkpoint.read(file, "a: 1"), "bit " + bit);
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 4 * bytes.length, refused + " of " + 8 * bytes.length);
  }

  @Test
  void everyTruncatedFileIsRefused() throws IOException {
    byte[] bytes = checkpoint.toBytes("a: 1");
    for (int length = 0; length < bytes.length; length++) {
      Path file = Files.write(folder.resolve("state"), Arrays.copyOf(bytes, length));
      assertThrows(InputException.class, () -> Checkpoint.read(file, "a: 1"), "at " + length);
    }
  }
}
