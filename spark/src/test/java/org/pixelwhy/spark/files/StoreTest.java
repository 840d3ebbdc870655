package org.pixelwhy.spark.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    store = Store.at(folder.resolve("out").toUri().toString(), new Configuration());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String text(String name) throws IOException {
    try (InputStream in = store.open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> files() throws IOException {
    Path out = folder.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void keepsTheFirstOfTwoFilesOfOneName() throws IOException {
    store.write("a/b.npz", bytes("first"));
    store.write("a/b.npz", bytes("second"));

    assertEquals("first", text("a/b.npz"));
    assertEquals(List.of("a/b.npz"), files(), "and leaves nothing else");
  }

  /** As two attempts at one task may, which on machines of different kinds differ in last bits. */
  @Test
  void neverShowsHalfAFileWhoeverWritesItAtOnce() throws Exception {
    byte[] ones = new byte[1 << 20];
    byte[] twos = new byte[1 << 20];
    Arrays.fill(ones, (byte) 1);
    Arrays.fill(twos, (byte) 2);
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 20; i++) {
        String name = "a/" + i + ".npz";
        Callable<Void> one = () -> written(name, ones);
        Callable<Void> two = () -> written(name, twos);
        List<Future<Void>> both = List.of(writers.submit(one), writers.submit(two));
        while (!both.stream().allMatch(Future::isDone)) {
          requireWhole(name);
        }
        for (Future<Void> writer : both) {
          writer.get();
        }
        requireWhole(name);
      }
    } finally {
      writers.shutdown();
    }
    assertEquals(20, files().size(), "nothing else is left");
  }

  private Void written(String name, byte[] content) throws IOException {
    store.write(name, content);
    return null;
  }

  private void requireWhole(String name) throws IOException {
    if (store.has(name)) {
      try (InputStream in = store.open(name)) {
        byte[] found = in.readAllBytes();
        assertEquals(1 << 20, found.length);
        assertEquals(found[0], found[found.length - 1]);
      }
    }
  }

  @Test
  void replacesAFile() throws IOException {
    store.replace("batch.json", bytes("old"));
    store.replace("batch.json", bytes("new"));

    assertEquals("new", text("batch.json"));
  }

  @Test
  void replacesAFolderByOneThatWasWrittenAside() throws IOException {
    store.write("table/old", bytes("old"));
    Path aside = Path.of(store.aside().toUri().getPath());
    Files.createDirectories(aside);
    Files.writeString(aside.resolve("new"), "new");
    store.replaceFolder("table", new org.apache.hadoop.fs.Path(aside.toUri()));

    assertEquals(List.of("table/new"), files());
  }

  @Test
  void sweepsWhatKilledTasksLeft() throws IOException {
    store.write("kept", bytes("kept"));
    store.require();
    assertEquals(2, files().size());
    store.sweep();
    assertEquals(List.of("kept"), files());
  }

  @Test
  void knowsWhatIsThere() throws IOException {
    assertFalse(store.has("a"));
    store.write("a", bytes("a"));
    assertTrue(store.has("a"));
  }
}
