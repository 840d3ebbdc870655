package org.pixelwhy.app.cli.reproduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.image.Image;
import org.pixelwhy.render.Picture;

/** Experiments with networks so small that nothing is claimed of them. */
class ReproduceDreamCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int reproduce(String experiment, String to, String... more) {
    List<String> args = new ArrayList<>(List.of("reproduce", "dream", experiment));
    args.addAll(List.of("--images", "20", "--size", "32x32", "--unet", "depth=2,channels=2"));
    args.addAll(List.of("--epochs", "1", "--steps", "4", "--seeds", "1", "--threads", "1"));
    args.addAll(List.of("--out", folder.resolve(to).toString()));
    args.addAll(List.of(more));
    return CommandLines.run(
        CommandLines.plain().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
        args.toArray(String[]::new));
  }

  private int marked(String to) {
    return reproduce("marked", to, "--p", "0,100");
  }

  /** All but pages, which hold the time, and timings. */
  private Map<String, byte[]> files(String of) throws IOException {
    Path root = folder.resolve(of);
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (name.matches("report-marked/.*|.*/(curves.csv|test.json|model.onnx)")) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  @Test
  void anExperimentThatWasStoppedGoesOnAndGivesTheSameBytes() throws IOException {
    assertEquals(0, marked("whole"), err.toString());
    Map<String, byte[]> whole = files("whole");
    // Two networks with three files each, two dreams, six figures and three files of the report.
    assertEquals(6 + 2 + 6 + 3, whole.size(), whole.keySet().toString());
    // A file where the second dream's folder should be stops the experiment there.
    Path inTheWay = folder.resolve("stopped/dream-100-seed-0");
    Files.createDirectories(inTheWay.getParent());
    Files.writeString(inTheWay, "");
    assertEquals(2, marked("stopped"));
    assertTrue(err.toString().contains("the same command goes on from there"), err.toString());
    Files.delete(inTheWay);
    Path first = folder.resolve("stopped/network-0-seed-0/model.onnx");
    FileTime before = Files.getLastModifiedTime(first);
    out.getBuffer().setLength(0);
    assertEquals(0, marked("stopped"), err.toString());
    assertTrue(out.toString().contains("done already: "), out.toString());
    assertEquals(before, Files.getLastModifiedTime(first));
    Map<String, byte[]> stopped = files("stopped");
    assertEquals(whole.keySet(), stopped.keySet());
    whole.forEach((name, bytes) -> assertArrayEquals(bytes, stopped.get(name), name));
  }

  @Test
  void aStageOfOtherOptionsIsNotTaken() throws IOException {
    assertEquals(0, marked("one"), err.toString());
    assertEquals(2, reproduce("marked", "one", "--p", "0,100", "--class", "star"));
    assertTrue(err.toString().contains("made by a command with other options"), err.toString());
  }

  @Test
  void tumoursAreComparedAndTheFirstOfThemJudgedWithoutAnotherTraining() throws IOException {
    assertEquals(0, reproduce("tumours", "t"), err.toString());
    List<String> rows = Files.readAllLines(folder.resolve("t/report-tumours/networks.csv"));
    assertEquals(1 + 3 * 3, rows.size());
    String page = Files.readString(folder.resolve("t/report-tumours/report.html"));
    assertTrue(page.contains("The network of elongated tumours dreams more elongated tumours"));
    Path model = folder.resolve("t/network-real-like-seed-0/model.onnx");
    FileTime before = Files.getLastModifiedTime(model);
    assertEquals(0, reproduce("six", "t"), err.toString());
    assertEquals(before, Files.getLastModifiedTime(model));
    assertTrue(
        Files.readString(folder.resolve("t/report-six/findings.txt"))
            .contains("cm_contrast, published as 'robust'"));
  }

  @Test
  void ofAFolderOnlySoManyImagesAreLearnedFrom() throws IOException {
    Path pictures = folder.resolve("pictures");
    float[] disc = new float[32 * 32];
    for (int i = 0; i < disc.length; i++) {
      disc[i] = Math.hypot(i / 32 - 16, i % 32 - 16) < 8 ? 255 : 0;
    }
    byte[] png = Picture.of(new Image(1, 32, 32, disc, 255)).png();
    for (String part : List.of("images", "masks")) {
      Files.createDirectories(pictures.resolve(part));
      for (int i = 0; i < 30; i++) {
        Files.write(pictures.resolve(part).resolve(i + ".png"), png);
      }
    }
    int code =
        reproduce("marked", "f", "--p", "0", "--data", pictures.toString(), "--layout", "folders");
    assertEquals(0, code, err.toString());
    assertTrue(out.toString().contains(pictures + " --layout folders --mark 0"), out.toString());
    Split split = SplitFile.read(folder.resolve("f/network-0-seed-0/split.json"));
    // 20 are asked for, 8 of 10 of them to learn from, while 24 could be.
    assertEquals(16, split.train().size());
    assertEquals(2, split.validation().size());
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertEquals(2, reproduce("six", "s", "--data", "somewhere"));
    assertTrue(err.toString().contains("--image FILE"), err.toString());
    assertEquals(2, reproduce("tumours", "s", "--data", "somewhere"));
    assertTrue(err.toString().contains("--data is for marked and six"), err.toString());
    assertFalse(Files.exists(folder.resolve("s")));
    assertEquals(2, reproduce("marked", "m", "--p", "150"));
    assertTrue(err.toString().contains("illegal probability of a marking: 1.5"), err.toString());
  }
}
