package org.pixelwhy.study.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.InputException;

/** An older result is void before the first file of a new one is in its place. */
class ResultFilesTest {
  private static final List<String> NAMES = List.of("a/map.npy", "table.csv", "index.html");

  @TempDir Path folder;

  @BeforeEach
  void writeOlderResult() {
    ResultFiles.write(folder, files("old"));
  }

  private static Map<String, Content> files(String text) {
    Map<String, Content> files = new LinkedHashMap<>();
    NAMES.forEach(name -> files.put(name, content(text)));
    return files;
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> texts() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(ResultFilesTest::text).distinct().toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whileTheNewOneIsMadeTheOlderOneIsWhole() throws IOException {
    Map<String, Content> files = files("new");
    files.put(
        "index.html",
        out -> {
          throw new IOException("no room");
        });
    assertThrows(InputException.class, () -> ResultFiles.write(folder, files));
    for (String name : NAMES) {
      assertEquals("old", Files.readString(folder.resolve(name)), name);
    }
    assertEquals(List.of("old"), texts());
  }

  @Test
  void aFaultInTheMiddleLeavesNoMix() throws IOException {
    // Nothing can be put where a folder with something in it is.
    Files.delete(folder.resolve("table.csv"));
    Files.createDirectories(folder.resolve("table.csv/something"));
    assertThrows(InputException.class, () -> ResultFiles.write(folder, files("new")));
    assertFalse(Files.exists(folder.resolve("index.html")), "what shows the rest is gone");
    assertEquals(List.of("old"), texts());
  }

  @Test
  void noNewFileIsThereBeforeTheLastOlderOneIsGone() throws IOException {
    // The first file to come cannot: a file is where its folder was.
    Files.delete(folder.resolve("a/map.npy"));
    Files.delete(folder.resolve("a"));
    Files.writeString(folder.resolve("a"), "in the way");
    assertThrows(InputException.class, () -> ResultFiles.write(folder, files("new")));
    assertEquals(List.of("in the way"), texts());
  }

  @Test
  void whatGoesOnIsKeptUntilItIsReplaced() throws IOException {
    Files.delete(folder.resolve("table.csv"));
    Files.createDirectories(folder.resolve("table.csv/something"));
    assertThrows(InputException.class, () -> ResultFiles.renew(folder, files("new")));
    assertEquals("old", Files.readString(folder.resolve("index.html")));
    assertEquals("new", Files.readString(folder.resolve("a/map.npy")));
  }
}
