package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;

/** What runs leave in the folder for temporary files. */
class TemporaryFilesTest {
  @TempDir Path folder;

  private List<String> arguments(String out, String... more) throws IOException {
    OnnxWriter.write(BlobDetector.graph(), folder.resolve("net.onnx"));
    Files.write(folder.resolve("a.png"), Picture.of(BlobImage.of(64, 64, 9)).png());
    Files.createDirectories(temporary());
    List<String> arguments = new ArrayList<>(List.of("explain"));
    arguments.add("--model=" + folder.resolve("net.onnx"));
    arguments.add("--image=" + folder.resolve("a.png"));
    arguments.addAll(List.of("--channels=grey", "--scale=1/255", "--out=" + folder.resolve(out)));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  private List<String> option() {
    return List.of("-Djava.io.tmpdir=" + temporary());
  }

  private void run(String out) throws IOException {
    String[] arguments = arguments(out, "--method=saliency").toArray(String[]::new);
    Subprocess ended = Subprocess.run(folder, option(), arguments);
    assertEquals(0, ended.exitCode(), ended.err());
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.walk(temporary())) {
      return files
          .filter(file -> !file.equals(temporary()))
          .filter(file -> !file.toString().contains("hsperfdata"))
          .toList();
    }
  }

  @Test
  void aRunLeavesNothing() throws IOException {
    run("out");
    assertEquals(List.of(), left());
  }

  @Test
  void withoutAFolderForThemItSaysSo() throws IOException {
    String nowhere = "-Djava.io.tmpdir=" + folder.resolve("nowhere");
    String[] arguments = arguments("out", "--method=saliency").toArray(String[]::new);
    for (List<String> java :
        List.of(List.of(nowhere), List.of(nowhere, "-Donnxruntime.native.path=" + folder))) {
      Subprocess ended = Subprocess.run(folder, java, arguments);
      assertEquals(2, ended.exitCode(), ended.err());
      assertTrue(ended.err().contains("no folder for temporary files"), ended.err());
      assertTrue(ended.err().contains("java.io.tmpdir"), ended.err());
    }
  }

  @Test
  void whatAKilledRunLeftIsSweptByTheNextOneAndALivingOneKeepsItsOwn()
      throws IOException, InterruptedException {
    String[] endless =
        arguments("killed", "--method=rise", "--option=masks=500000").toArray(String[]::new);
    Process killed = Subprocess.start(option(), endless);
    Process living = null;
    try {
      waitForRuntime(killed);
      killed.destroyForcibly().waitFor();
      assertFalse(left().isEmpty());
      endless =
          arguments("living", "--method=rise", "--option=masks=500000").toArray(String[]::new);
      living = Subprocess.start(option(), endless);
      waitForRuntime(living);
      assertEquals(1, folders(), "the killed run's folder is gone");
      run("out");
      assertEquals(1, folders(), "the living run's folder is there");
      assertTrue(living.isAlive());
    } finally {
      killed.destroyForcibly().waitFor();
      if (living != null) {
        living.destroyForcibly().waitFor();
      }
    }
    age();
    run("out");
    assertEquals(List.of(), left());
  }

  /**
   * As if the kills had been a while ago: a folder that is empty and new may be about to be used.
   */
  private void age() throws IOException {
    for (Path file : left()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(20)));
    }
  }

  private long folders() throws IOException {
    try (Stream<Path> files = Files.list(temporary())) {
      return files.filter(file -> file.getFileName().toString().startsWith("pixelwhy-run")).count();
    }
  }

  /** Until the runtime's library is unpacked; what others left is swept before. */
  private void waitForRuntime(Process process) throws IOException, InterruptedException {
    String own = "pixelwhy-run-" + process.pid() + "-";
    while (true) {
      try (Stream<Path> files = Files.walk(temporary())) {
        List<String> names = files.map(Path::toString).toList();
        if (names.stream().anyMatch(name -> name.contains(own) && name.contains("4j_jni"))) {
          return;
        }
      } catch (UncheckedIOException e) {
        // Something was swept meanwhile.
      }
      assertTrue(process.isAlive());
      Thread.sleep(20);
    }
  }
}
