package org.pixelwhy.onnx.temporary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private static final String NOBODY = ProcessFolder.PREFIX + "999999999-x";

  @TempDir Path root;

  private void sweep() {
    new Leftovers(root, Instant.now()).sweep();
  }

  private Path file(String name, Duration age) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    age(file, age);
    age(file.getParent(), age);
    return file;
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void theFolderOfThisProcessStays() {
    ProcessFolder own = ProcessFolder.claim(root);
    sweep();
    assertTrue(Files.exists(own.path().resolve(ProcessFolder.LOCK)));
    own.delete();
    assertFalse(Files.exists(own.path()));
  }

  /** Claims a folder and waits to be killed. */
  public static final class Holder {
    private Holder() {}

    public static void main(String[] roots) throws InterruptedException {
      ProcessFolder own = ProcessFolder.claim(Path.of(roots[0]));
      System.out.println(own.path());
      Thread.sleep(Duration.ofMinutes(10).toMillis());
    }
  }

  @Test
  void anotherProcessKeepsItsFolderUntilItIsDead() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      Path held = Path.of(process.inputReader().readLine());
      Files.writeString(held.resolve("scores.tmp"), "x");
      sweep();
      assertTrue(Files.exists(held.resolve("scores.tmp")));
      process.destroyForcibly().waitFor();
      assertTrue(Files.exists(held));
      sweep();
      assertFalse(Files.exists(held));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aFolderWithoutALockIsOneThatIsJustBeingMadeOrLost() throws IOException {
    Path young = Files.createDirectory(root.resolve(NOBODY));
    sweep();
    assertTrue(Files.exists(young));
    age(young, Duration.ofMinutes(2));
    sweep();
    assertFalse(Files.exists(young));
  }

  @Test
  void whatTheRuntimeUnpackedLongAgoIsSwept() throws IOException {
    Path old = file("onnxruntime-java1/libonnxruntime.so", Duration.ofDays(2));
    Path young = file("onnxruntime-java2/libonnxruntime.so", Duration.ofHours(2));
    Path others = file("onnxruntime-java3/notes.txt", Duration.ofDays(2));
    Path scores = file("pixelwhy-scores123.tmp", Duration.ofDays(2));
    Path fresh = file("pixelwhy-scores124.tmp", Duration.ofMinutes(5));
    Path error = file("pixelwhy-error-1.txt", Duration.ofDays(2));
    sweep();
    assertFalse(Files.exists(old.getParent()));
    assertFalse(Files.exists(scores));
    for (Path stays : new Path[] {young, others, fresh, error}) {
      assertTrue(Files.exists(stays), stays.toString());
    }
  }

  @Test
  void anEmptyFolderOfTheRuntimeIsSweptUnlessItIsJustBeingMade() throws IOException {
    Path empty = Files.createDirectory(root.resolve("onnxruntime-java1"));
    sweep();
    assertTrue(Files.exists(empty));
    age(empty, Duration.ofSeconds(30));
    sweep();
    assertFalse(Files.exists(empty));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLibraryInUseStays() throws IOException {
    Path used = file("onnxruntime-java1/libonnxruntime.so", Duration.ofDays(2));
    MappedByteBuffer memory;
    try (FileChannel channel = FileChannel.open(used)) {
      memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, 1);
    }
    sweep();
    assertTrue(Files.exists(used));
    assertEquals('x', memory.get(0));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksLeadNowhere() throws IOException {
    Path valued = file("home/libonnxruntime.so", Duration.ofDays(2));
    Files.createSymbolicLink(root.resolve("onnxruntime-java1"), valued.getParent());
    Files.createSymbolicLink(root.resolve(NOBODY), valued.getParent());
    sweep();
    assertTrue(Files.exists(valued));
  }
}
