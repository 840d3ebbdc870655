package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Interruption;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.tensor.Tensor;

/** A process that is told to end does so in order, and says what is left. */
class InterruptionTest {
  private static final int SIDE = 64;
  private static final long SECONDS = 300;

  /** More than can be done before the test ends. */
  private static final String MANY_MASKS = "masks=1000000";

  @TempDir Path folder;

  @BeforeEach
  void writeModelAndImage() {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    float[] values = SimpleNetwork.waves(SIDE).values();
    for (int i = 0; i < values.length; i++) {
      values[i] /= 255;
    }
    Npy.write(folder.resolve("image.npy"), Tensor.of(values, 1, 1, SIDE, SIDE));
  }

  /** Told to end, as by SIGTERM, once there is a file; what it printed on standard error. */
  private String endedOnceThereIs(Path file, String... arguments)
      throws IOException, InterruptedException {
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (!Files.exists(file)) {
        assertTrue(process.isAlive(), () -> text(err));
        assertTrue(System.nanoTime() < deadline, "there is no " + file);
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      process.destroy();
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it does not end");
      assertFalse(process.exitValue() == 0);
    } finally {
      process.destroyForcibly().waitFor();
    }
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String[] rise(String masks, Path out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("explain", "--out", out.toString()));
    arguments.addAll(List.of("--model", folder.resolve("net.onnx").toString()));
    arguments.addAll(List.of("--image", folder.resolve("image.npy").toString()));
    arguments.addAll(List.of("--method", "rise", "--option", masks));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatCanBeGoneOnWithIsSaidAndNothingHalfWrittenIsLeft() throws Exception {
    Path out = folder.resolve("out");
    String err = endedOnceThereIs(out.resolve(".rise-1.progress"), rise(MANY_MASKS, out));
    assertTrue(
        err.endsWith("pixelwhy: stopped. The same command with --resume goes on where it was.\n"),
        err);
    assertEquals(List.of(".rise-1.progress"), names(out));
  }

  @Test
  void aTrainingSaysHowItGoesOnAfterItsLastEpoch() throws Exception {
    Path out = folder.resolve("trained");
    String err =
        endedOnceThereIs(
            out.resolve("checkpoint.state"),
            "train",
            "--data",
            "testnet:10",
            "--unet",
            "depth=2,channels=2",
            "--size",
            "24",
            "--epochs",
            "100000",
            "--out",
            out.toString());
    assertTrue(err.contains("pixelwhy: stopped. What whole epochs gave is in " + out), err);
    assertTrue(err.endsWith("the same command with --resume goes on after the last one.\n"), err);
  }

  @Test
  void whatCannotBeGoneOnWithLeavesNothing() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.copy(folder.resolve("image.npy"), images.resolve("a.npy"));
    Files.copy(folder.resolve("image.npy"), images.resolve("b.npy"));
    Path out = folder.resolve("out");
    String err =
        endedOnceThereIs(
            out.resolve(".pixelwhy.lock"),
            "compare",
            "--model",
            folder.resolve("net.onnx").toString(),
            "--images",
            images.toString(),
            "--method",
            "rise,saliency",
            "--option",
            MANY_MASKS,
            "--score",
            "infidelity",
            "--out",
            out.toString());
    assertTrue(err.endsWith("pixelwhy: stopped. Nothing was written.\n"), err);
    assertFalse(Files.exists(out));
  }

  @Test
  void workThatNobodyStopsFailsAndEndsAsBefore() {
    StringWriter err = new StringWriter();
    try (Interruption none = Interruption.heeded(new PrintWriter(err), () -> "left")) {
      assertEquals(3, none.during(() -> 3));
      none.watching(Progress.SILENT).step("work", 0, 1);
      assertThrows(
          ArithmeticException.class,
          () ->
              none.during(
                  () -> {
                    throw new ArithmeticException("fault");
                  }));
    }
    assertEquals("", err.toString());
  }

  @Test
  void whoStopsACommandSaysSoAndItsCodeIsThatOfShells() {
    StringWriter err = new StringWriter();
    int code =
        new Failures()
            .report(
                Main.commandLine().setErr(new PrintWriter(err)), new CancellationException("x"));
    assertEquals(ExitCode.STOPPED, code);
    assertEquals("", err.toString());
  }
}
