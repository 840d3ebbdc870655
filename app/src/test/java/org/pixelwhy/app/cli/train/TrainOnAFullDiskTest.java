package org.pixelwhy.app.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.study.training.TrainingRun;

/**
 * A training whose checkpoint grows, with the history in it, past what a file may hold: in the
 * middle of it writing fails as it does on a full disk.
 */
class TrainOnAFullDiskTest {
  private static final int EPOCHS = 30;
  private static final Set<String> FILES_OF_AN_EPOCH =
      Set.of(
          TrainingRun.MODEL,
          TrainingRun.LAST,
          TrainingRun.STATE,
          TrainingRun.TABLE,
          TrainingRun.CURVES,
          TrainingRun.SPLIT,
          TrainingRun.TIMING);

  @TempDir Path folder;

  private static String[] train(Path out, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--data", "testnet:10"));
    arguments.addAll(List.of("--unet", "depth=2,channels=16", "--size", "16", "--batch", "8"));
    arguments.addAll(List.of("--epochs", Integer.toString(EPOCHS), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private Subprocess finish(Path out, String... more) {
    Subprocess ran = Subprocess.run(folder, train(out, more));
    assertEquals(ExitCode.OK, ran.exitCode(), ran.err());
    return ran;
  }

  @Test
  void whatEarlierEpochsLeftStaysWholeAndIsGoneOnFrom() throws IOException {
    assumeTrue(
        System.getProperty("os.name").equals("Linux") && Files.isExecutable(Path.of("/bin/bash")),
        "only bash on Linux limits the size of files");
    Path whole = folder.resolve("whole");
    finish(whole);
    long size = Files.size(whole.resolve(TrainingRun.STATE));
    for (String file : names(whole)) {
      assertTrue(Files.size(whole.resolve(file)) <= size, file + " is larger than the checkpoint");
    }

    Path out = folder.resolve("full");
    Subprocess full =
        Subprocess.runWithFilesUpTo((size - 1) / 1024, folder, nativeLibraries(), train(out));
    assertEquals(ExitCode.BAD_INPUT, full.exitCode(), full.err());
    assertTrue(full.errorLines().size() <= 2, full.err());
    assertTrue(
        full.err().startsWith("pixelwhy: cannot write " + out.resolve(TrainingRun.STATE)),
        full.err());
    assertTrue(full.err().contains("File too large"), full.err());
    assertTrue(full.err().contains("make room"), full.err());
    assertTrue(full.err().contains("--resume"), full.err());

    assertEquals(new TreeSet<>(FILES_OF_AN_EPOCH), names(out));
    List<String> rows = Files.readAllLines(out.resolve(TrainingRun.TABLE));
    int kept = rows.size() - 1;
    assertTrue(kept > 0 && kept < EPOCHS, "it ended after epoch " + kept);
    assertEquals(kept, full.out().lines().count(), full.out());
    assertTrue(full.err().contains("Epoch " + kept + " "), full.err());
    assertEquals(
        String.join("\n", rows),
        OnnxReader.read(out.resolve(TrainingRun.STATE))
            .original()
            .metadata()
            .get("pixelwhy.history"));
    OnnxReader.read(out.resolve(TrainingRun.MODEL));
    OnnxReader.read(out.resolve(TrainingRun.LAST));

    Subprocess resumed = finish(out, "--resume");
    assertFalse(resumed.out().contains("epoch " + kept + "/"), resumed.out());
    assertEquals(names(whole), names(out));
    Set<String> alike = names(whole);
    alike.remove(TrainingRun.TIMING);
    for (String file : alike) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(out.resolve(file)), file);
    }
  }

  /** All names, hidden ones included. */
  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Unpacked by us: what ONNX Runtime unpacks at its start would be too large as well. */
  private List<String> nativeLibraries() throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    Path target = Files.createDirectories(folder.resolve("native"));
    for (String library : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
      String inside = "/ai/onnxruntime/native/linux-" + machine + "/" + library;
      try (InputStream in = OrtEnvironment.class.getResourceAsStream(inside)) {
        Files.copy(in, target.resolve(library));
      }
    }
    return List.of("-Donnxruntime.native.path=" + target);
  }
}
