package org.pixelwhy.study.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.tensor.InputException;

class OutputFolderTest {
  @TempDir private Path folder;

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aSecondRunIsRefusedByNameUntilTheFirstIsDone() throws IOException {
    Path out = folder.resolve("out");
    try (OutputFolder first = OutputFolder.claim(out)) {
      InputException refused = assertThrows(InputException.class, () -> OutputFolder.claim(out));
      assertTrue(
          refused.getMessage().startsWith("folder " + out + ": another run"), refused::getMessage);
      Files.writeString(first.path().resolve("result"), "x");
    }
    OutputFolder.claim(out).close();
    assertEquals(List.of("result"), names(out));
  }

  /** Holds a folder in a process of its own until it is killed. */
  static final class Holder {
    public static void main(String[] folder) throws InterruptedException {
      try (OutputFolder held = OutputFolder.claim(Path.of(folder[0]))) {
        System.out.println("held " + held.path());
        Thread.sleep(600_000);
      }
    }
  }

  @Test
  void aProcessHoldsItsFolderAgainstOthersUntilItIsKilled() throws Exception {
    Path out = folder.resolve("out");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                out.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(holder.getInputStream()))) {
      assertEquals("held " + out, lines.readLine());
      InputException refused = assertThrows(InputException.class, () -> OutputFolder.claim(out));
      assertTrue(refused.getMessage().contains("process " + holder.pid()), refused::getMessage);
      Files.writeString(out.resolve(ResultFiles.ASIDE + "123"), "half");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    try (OutputFolder free = OutputFolder.claim(out)) {
      assertEquals(List.of(".pixelwhy.lock"), names(free.path()), "what was left aside is gone");
    }
  }

  @Test
  void aRunThatWroteNothingLeavesNoFolders() {
    Path out = folder.resolve("a/b/c");
    OutputFolder.claim(out).close();
    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void foldersThatWereThereBeforeStay() throws IOException {
    Path out = Files.createDirectory(folder.resolve("mine"));
    OutputFolder.claim(out).close();
    assertTrue(Files.exists(out));
    assertEquals(List.of(), names(out));
  }

  @Test
  void closingTwiceLeavesTheNextOwnerAlone() {
    Path out = folder.resolve("out");
    OutputFolder first = OutputFolder.claim(out);
    first.close();
    try (OutputFolder second = OutputFolder.claim(out)) {
      first.close();
      assertTrue(Files.exists(second.path().resolve(".pixelwhy.lock")));
      assertThrows(InputException.class, () -> OutputFolder.claim(out));
    }
  }
}
