package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.image.Image;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.SimpleNetwork;

/** Many images in one run, some of them bad, as users do it. */
class ManyImagesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    OnnxWriter.write(BlobDetector.graph(), folder.resolve("net.onnx"));
    Files.createDirectories(folder.resolve("in"));
  }

  private void picture(String name, int side) throws IOException {
    Files.write(folder.resolve("in").resolve(name), Picture.of(BlobImage.of(side, side, 4)).png());
  }

  /** On which nothing is found. */
  private void dark(String name) throws IOException {
    Image dark = new Image(1, 24, 24, new float[24 * 24], 255);
    Files.write(folder.resolve("in").resolve(name), Picture.of(dark).png());
  }

  private void broken(String name) throws IOException {
    byte[] whole = Picture.of(BlobImage.of(24, 24, 4)).png();
    Files.write(folder.resolve("in").resolve(name), Arrays.copyOf(whole, 60));
  }

  private Subprocess explain(List<String> java, String methods, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("explain", "--model", "net.onnx", "--image"));
    try (Stream<Path> images = Files.list(folder.resolve("in"))) {
      images.map(image -> "in/" + image.getFileName()).sorted().forEach(args::add);
    }
    args.addAll(List.of("--channels", "grey", "--scale", "1/255", "--method", methods));
    List<String> rest = List.of(more);
    if (!rest.contains("--out")) {
      args.addAll(List.of("--out", "out"));
    }
    args.addAll(rest);
    Path list = folder.resolve("arguments");
    Files.write(list, args);
    return Subprocess.run(folder, java, "@" + list);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/result.json").toFile());
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /**
   * The heap holds what one image takes and some, and by far not the maps of all: 60 times three
   * maps, each of 1 MiB as the method gave it and 1 MiB in the image's size. Network and picture
   * are simple, since what takes time here proves nothing: convolutions, and noise to be packed.
   */
  @ParameterizedTest
  @CsvSource({"500, 24, 64, saliency", "60, 512, 200, 'saliency,grad-cam,input-x-gradient'"})
  void memoryDoesNotGrowWithTheNumberOfImages(int images, int side, int mebibytes, String methods)
      throws IOException {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    byte[] waves = Picture.of(SimpleNetwork.waves(side)).png();
    for (int i = 0; i < images; i++) {
      Files.write(folder.resolve("in/i" + i + ".png"), waves);
    }
    Subprocess run =
        explain(List.of("-Xmx" + mebibytes + "m"), methods, "--target", "class:foreground");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(images, json().at("/images").size());
    assertEquals(images + 3, left().size(), "a folder for each image, report, result and table");
    String report = Files.readString(folder.resolve("out/report.html"));
    assertEquals(images, report.split("<section class=\"result\"", -1).length - 1);
  }

  @Test
  void badImagesAreNamedWithTheReasonAndKeepNoOtherFromBeingExplained() throws IOException {
    picture("a.png", 24);
    broken("b.png");
    dark("c.png");
    picture("d.png", 24);
    Subprocess run = explain(List.of(), "saliency");
    assertEquals(3, run.exitCode(), run.err());
    assertEquals(List.of("a", "d", "numbers.csv", "report.html", "result.json"), left());
    JsonNode failed = json().at("/failed");
    assertEquals(2, failed.size());
    assertEquals("in/b.png", failed.at("/0/file").asText());
    assertTrue(failed.at("/1/why").asText().contains("predicted nowhere"), failed::toString);
    for (String name : List.of("in/b.png: ", "in/c.png: ")) {
      assertTrue(run.out().contains("not explained: " + name), run.out());
      assertTrue(Files.readString(folder.resolve("out/report.html")).contains(name));
    }
    assertTrue(run.out().contains("2 of 4 images explained"), run.out());
  }

  @Test
  void theFirstBadImageEndsTheRunWhereThatIsChosen() throws IOException {
    picture("a.png", 24);
    broken("b.png");
    Subprocess run = explain(List.of(), "saliency", "--on-bad-image", "stop");
    assertEquals(2, run.exitCode(), run.err());
    assertEquals(1, run.errorLines().size(), run.err());
    assertTrue(run.err().contains("b.png"), run.err());
    assertEquals(List.of("a"), left(), "what was whole stays, and looks like no whole result");
  }

  @Test
  void aRunWithoutAnyGoodImageLeavesNoFolder() throws IOException {
    broken("a.png");
    dark("b.png");
    Subprocess run = explain(List.of(), "saliency");
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("none of the 2 images could be explained"), run.err());
    assertTrue(run.err().contains("a.png"), run.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void aRunThatCannotBeginLeavesAnEarlierResultAlone() throws IOException {
    picture("a.png", 24);
    assertEquals(0, explain(List.of(), "saliency").exitCode());
    byte[] before = Files.readAllBytes(folder.resolve("out/report.html"));
    Files.write(folder.resolve("net.onnx"), new byte[0]);
    assertEquals(2, explain(List.of(), "saliency").exitCode());
    assertTrue(Arrays.equals(before, Files.readAllBytes(folder.resolve("out/report.html"))));
  }

  @Test
  void aKilledRunLeavesNothingThatLooksWholeAndTheNextOneClearsAwayTheRest()
      throws IOException, InterruptedException {
    for (int i = 0; i < 200; i++) {
      picture("i" + i + ".png", 64);
    }
    List<String> args = new ArrayList<>(List.of("explain", "--model"));
    args.add(folder.resolve("net.onnx").toString());
    args.addAll(List.of("--method", "saliency", "--channels", "grey", "--scale", "1/255"));
    args.addAll(List.of("--out", folder.resolve("out").toString(), "--image"));
    for (int i = 0; i < 200; i++) {
      args.add(folder.resolve("in/i" + i + ".png").toString());
    }
    Path list = Files.write(folder.resolve("arguments"), args);
    Subprocess.killOnceThereIs(folder.resolve("out/i0"), "@" + list);
    assertFalse(left().contains("report.html") || left().contains("result.json"), left()::toString);
    for (String name : left().stream().filter(name -> !name.startsWith(".")).toList()) {
      assertTrue(Files.exists(folder.resolve("out").resolve(name).resolve("overview.png")), name);
    }
    try (Stream<Path> images = Files.list(folder.resolve("in"))) {
      for (Path image : images.filter(file -> !file.endsWith("i0.png")).toList()) {
        Files.delete(image);
      }
    }
    assertEquals(0, explain(List.of(), "saliency").exitCode());
    assertEquals(List.of(), left().stream().filter(name -> name.startsWith(".")).toList());
  }

  /** Kills a run over an older result as soon as a file changes, or is gone. */
  @ParameterizedTest
  @ValueSource(strings = {"result.json", "report.html", "a/overview.png", "b/saliency.npy"})
  void aRunKilledOverAnOlderResultLeavesNoMixThatLooksWhole(String watched)
      throws IOException, InterruptedException {
    picture("a.png", 24);
    picture("b.png", 24);
    assertEquals(0, explain(List.of(), "saliency").exitCode());
    Path file = folder.resolve("out").resolve(watched);
    FileTime before = Files.getLastModifiedTime(file);
    List<String> args = new ArrayList<>(Files.readAllLines(folder.resolve("arguments")));
    args.replaceAll(
        arg -> arg.matches("in/.*|out|net.onnx") ? folder.resolve(arg).toString() : arg);
    args.addAll(List.of("--target", "pixel:5,6"));
    Path list = Files.write(folder.resolve("again"), args);
    Process process = Subprocess.start("@" + list);
    while (process.isAlive() && isStill(file, before)) {
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
    boolean whole = left().contains("result.json") || left().contains("report.html");
    assertTrue(!isStill(file, before), "the run came so far");
    if (whole) {
      // It had ended already: then everything is of the second run.
      assertEquals("pixel:5,6", json().at("/images/0/targets/0/target").asText());
    }
  }

  private static boolean isStill(Path file, FileTime before) {
    try {
      return Files.getLastModifiedTime(file).equals(before);
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void severalTargetsGiveTheMapsOfOneEachUnderNamesOfTheirOwn() throws IOException {
    picture("a.png", 24);
    assertEquals(0, explain(List.of(), "saliency,grad-cam", "--target", "pixel:5,6").exitCode());
    byte[] alone = Files.readAllBytes(folder.resolve("out/a/saliency.npy"));
    Subprocess run =
        explain(
            List.of(),
            "saliency,grad-cam",
            "--target",
            "class",
            "--target",
            "pixel:5,6",
            "--out",
            "both");
    assertEquals(0, run.exitCode(), run.err());
    Path both = folder.resolve("both/a");
    assertTrue(Arrays.equals(alone, Files.readAllBytes(both.resolve("pixel_5_6-saliency.npy"))));
    for (String name : List.of("class-overview.png", "pixel_5_6-overview.png", "prediction.png")) {
      assertTrue(Files.exists(both.resolve(name)), name);
    }
    String report = Files.readString(folder.resolve("both/report.html"));
    assertEquals(2, report.split("<section class=\"question\"", -1).length - 1);
  }

  @Test
  void aTargetThatAnImageLacksTakesNothingFromTheOthers() throws IOException {
    picture("a.png", 24);
    Subprocess run = explain(List.of(), "saliency", "--target", "class", "--target", "pixel:500,6");
    assertEquals(3, run.exitCode(), run.err());
    assertTrue(run.out().contains("not explained: in/a.png, target pixel:500,6: "), run.out());
    assertEquals(1, json().at("/images/0/targets").size());
  }

  @Test
  void aRequestIsRepeatedFromItsResultAndGivesTheSameBytes() throws IOException {
    picture("a.png", 24);
    Subprocess first =
        explain(List.of(), "smoothgrad,rise", "--option", "rise.masks=16", "--target", "pixel:5,6");
    assertEquals(0, first.exitCode(), first.err());
    Path again = Files.createDirectories(folder.resolve("elsewhere"));
    String request = folder.resolve("out/result.json").toString();
    Subprocess second = Subprocess.run(again, "explain", "--request", request, "--out", "again");
    assertEquals(0, second.exitCode(), second.err());
    for (String name : List.of("smoothgrad.npy", "rise.npy")) {
      assertTrue(
          Arrays.equals(
              Files.readAllBytes(folder.resolve("out/a").resolve(name)),
              Files.readAllBytes(again.resolve("again/a").resolve(name))),
          name);
    }
    Subprocess mixed =
        Subprocess.run(again, "explain", "--request", request, "--method", "saliency");
    assertEquals(2, mixed.exitCode());
    assertTrue(mixed.err().contains("leave out --method"), mixed.err());
  }
}
