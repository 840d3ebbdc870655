package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Ran;

class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  void endsWithTheMapThatShowsWhatDecidesAndWhyOthersMissIt() {
    Ran demo = Ran.of(List.of("demo", "--out", folder.toString()));
    assertEquals(0, demo.code(), demo.err());
    assertTrue(demo.out().contains("testnet-0.png: seen in "), demo.out());
    String begin = "Look at it: ";
    Path picture =
        demo.out()
            .lines()
            .filter(line -> line.startsWith(begin))
            .map(line -> Path.of(line.substring(begin.length())))
            .findFirst()
            .orElseThrow();
    assertTrue(Files.exists(picture), demo.out());
    assertTrue(demo.out().contains("  grad-cam: averages gradients"), demo.out());
    assertFalse(demo.out().contains("Not of this run"), demo.out());
  }
}
