package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.tensor.Tensor;
import picocli.CommandLine;

/** Long runs on the command line: killed and gone on with, within their memory, stopped early. */
class PassesTest {
  @TempDir Path folder;

  private Path model;
  private Path image;

  @BeforeEach
  void writeWhatIsExplained() {
    model = folder.resolve("blobs.onnx");
    OnnxWriter.write(BlobDetector.graph(), model);
    image = write(64);
  }

  private Path write(int size) {
    float[] values = BlobImage.of(size, size, 3).values();
    for (int i = 0; i < values.length; i++) {
      values[i] /= 255;
    }
    Path file = folder.resolve("image-" + size + ".npy");
    Npy.write(file, Tensor.of(values, 1, 1, size, size));
    return file;
  }

  private String[] arguments(Path out, String method, String... more) {
    List<String> arguments = new ArrayList<>(List.of("explain", "--model", model.toString()));
    arguments.addAll(List.of("--image", image.toString(), "--method", method));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static String run(int expected, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        CommandLines.plain()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true));
    assertEquals(expected, CommandLines.run(commandLine, arguments), err.toString());
    return err.toString();
  }

  private static String withoutTimes(Path result) throws IOException {
    return Files.readString(result).replaceAll("\"(seconds|started)\" : [^\n]*", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rise --option masks=1500",
        "rise --option masks=800 --option merge=max",
        "occlusion",
        "hausdorff-masks --option offset=2"
      })
  void aKilledRunGoesOnToTheSameBytes(String request) throws Exception {
    String[] words = request.split(" ");
    String[] options = List.of(words).subList(1, words.length).toArray(String[]::new);
    Path whole = folder.resolve("whole");
    run(ExitCode.OK, arguments(whole, words[0], options));
    Path out = folder.resolve("killed");
    Path progress = out.resolve("." + words[0] + "-1.progress");
    Subprocess.killOnceThereIs(progress, arguments(out, words[0], options));
    assertFalse(Files.exists(out.resolve("result.json")), "it was finished already");
    byte[] half = Files.readAllBytes(progress);
    List<String> foreign = new ArrayList<>(List.of(arguments(out, words[0], options)));
    foreign.addAll(List.of("--resume", "--target", "image"));
    String refusal = run(ExitCode.BAD_INPUT, foreign.toArray(String[]::new));
    assertTrue(refusal.contains("holds the progress of another request"), refusal);
    assertTrue(refusal.contains("Without option --resume a run starts anew."), refusal);
    assertArrayEquals(half, Files.readAllBytes(progress));
    List<String> resume = new ArrayList<>(List.of(arguments(out, words[0], options)));
    resume.add("--resume");
    run(ExitCode.OK, resume.toArray(String[]::new));
    assertFalse(Files.exists(progress));
    for (Path file : files(whole)) {
      Path other = out.resolve(whole.relativize(file));
      if (file.toString().endsWith(".npy")) {
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other), file.toString());
      }
    }
    assertEquals(
        withoutTimes(whole.resolve("result.json")), withoutTimes(out.resolve("result.json")));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void masksAreSavedAndUsedAgain() throws IOException {
    Path masks = folder.resolve("masks.npy");
    Path drawn = folder.resolve("drawn");
    run(
        ExitCode.OK,
        arguments(drawn, "rise", "--option", "masks=40", "--save-masks", masks.toString()));
    Path again = folder.resolve("again");
    run(ExitCode.OK, arguments(again, "rise", "--seed", "7", "--masks", masks.toString()));
    assertArrayEquals(
        Files.readAllBytes(drawn.resolve("image-64/rise.npy")),
        Files.readAllBytes(again.resolve("image-64/rise.npy")));
    String refusal =
        run(ExitCode.BAD_INPUT, arguments(again, "saliency", "--masks", masks.toString()));
    assertTrue(refusal.contains("serves method 'rise' only"), refusal);
  }

  @Test
  void aReferenceMaskServesScoresOfWhereMapsLie() {
    Path out = folder.resolve("out");
    String[] asked = {"--reference", image.toString(), "--score", "rank-accuracy"};
    run(ExitCode.OK, arguments(out, "saliency", asked));
    String refusal =
        run(ExitCode.BAD_INPUT, arguments(out, "saliency", "--reference", image.toString()));
    assertTrue(refusal.contains("serves hausdorff-masks, mass-accuracy, rank-accuracy"), refusal);
  }

  @Test
  void saysWhatIsWrongWithANumber() {
    Path out = folder.resolve("out");
    for (String wrong : List.of("12X", "-5M", "M", "1e9", "9999999999G")) {
      String refusal = run(ExitCode.BAD_INPUT, arguments(out, "rise", "--memory", wrong));
      assertTrue(refusal.startsWith("pixelwhy: "), refusal);
      assertTrue(refusal.contains("memory"), refusal);
    }
    for (String wrong : List.of("0", "1", "nan", "x")) {
      String refusal = run(ExitCode.BAD_INPUT, arguments(out, "rise", "--until-stable", wrong));
      assertTrue(refusal.startsWith("pixelwhy: "), refusal);
    }
  }
}
