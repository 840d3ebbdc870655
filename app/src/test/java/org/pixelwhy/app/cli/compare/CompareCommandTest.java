package org.pixelwhy.app.cli.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.image.Image;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;

/** Methods compared over a folder of images, as users do it. */
class CompareCommandTest {
  private static final String[] CHEAP = {
    "--score",
    "infidelity,completeness,insertion",
    "--option",
    "infidelity.samples=4",
    "--option",
    "insertion.steps=4",
    "--option",
    "steps=2"
  };

  @TempDir Path folder;

  @BeforeEach
  void writeModelAndImages() throws IOException {
    OnnxWriter.write(BlobDetector.graph(), folder.resolve("net.onnx"));
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    for (int i = 0; i < 3; i++) {
      write("images/i" + i + ".png", BlobImage.of(40, 32, 4 + i));
      write("masks/i" + i + "_mask.png", plain(40, 32, i < 2 ? 255 : 0));
    }
  }

  private void write(String name, Image image) throws IOException {
    Files.write(folder.resolve(name), Picture.of(image).png());
  }

  private static Image plain(int height, int width, float value) {
    float[] values = new float[height * width];
    Arrays.fill(values, value);
    return new Image(1, height, width, values, 255);
  }

  private Subprocess compare(String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "compare",
                "--model",
                "net.onnx",
                "--images",
                "images",
                "--channels",
                "grey",
                "--scale",
                "1/255",
                "--out",
                out));
    args.addAll(List.of(more));
    return Subprocess.run(folder, args.toArray(String[]::new));
  }

  private static String[] all(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  private JsonNode json(String out) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(out + "/comparison.json").toFile());
  }

  private List<String> files(String out) throws IOException {
    Path folderOut = folder.resolve(out);
    if (!Files.exists(folderOut)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folderOut)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void mapsOfManyImagesAreFilesBesideThePageAndGoWithIt() throws IOException {
    for (int i = 3; i < 7; i++) {
      write("images/i" + i + ".png", BlobImage.of(40, 32, 4 + i % 3));
    }
    String[] asked = all(CHEAP, "--method", "saliency", "--show");
    Subprocess compared = compare("out", all(asked, "6"));
    assertEquals(0, compared.exitCode(), compared.err());
    assertEquals(List.of("comparison.json", "maps", "report.html", "scores.csv"), files("out"));
    assertEquals(List.of("1", "2", "3", "4", "5", "6"), files("out/maps"));
    String page = Files.readString(folder.resolve("out/report.html"));
    assertTrue(page.contains("maps are shown of the first 6 of 7 images"), "note");
    assertTrue(page.contains("maps/6/1.png"), "pictures beside the page");
    Subprocess none = compare("out", all(asked, "0"));
    assertEquals(0, none.exitCode(), none.err());
    assertEquals(List.of("comparison.json", "report.html", "scores.csv"), files("out"));
  }

  @Test
  void methodsAreRankedWithTestsTableAndReport() throws IOException {
    Subprocess compared =
        compare(
            "out",
            all(CHEAP, "--method", "saliency,deeplift,integrated-gradients", "--masks", "masks"));
    assertEquals(0, compared.exitCode(), compared.err());
    assertEquals(List.of("comparison.json", "report.html", "scores.csv"), files("out"));
    assertTrue(compared.out().contains("Infidelity (lower is better)"), compared.out());

    JsonNode json = json("out");
    assertEquals(3, json.at("/images").size());
    JsonNode infidelity = json.at("/scores/0");
    double sum = 0;
    for (JsonNode image : json.at("/images")) {
      sum += image.at("/maps/1/scores/infidelity").asDouble() / 3;
    }
    assertEquals(sum, infidelity.at("/methods/1/mean").asDouble(), 1e-12);
    assertEquals("on", json.at("/options/infidelity/normalize").asText());
    assertEquals(3, infidelity.at("/pairs").size());
    assertTrue(
        infidelity.at("/pairs/0/tTestHolm").asDouble()
            >= infidelity.at("/pairs/0/tTest").asDouble());
    JsonNode completeness = json.at("/scores/1");
    assertTrue(completeness.at("/methods/0/rank").isNull());
    assertTrue(completeness.at("/methods/0/note").asText().contains("no baseline"));
    assertEquals(0, json.at("/images/2/dice").asDouble(), "an empty ground truth");
    assertTrue(json.at("/images/0/dice").asDouble() > 0);
    assertEquals("2", json.at("/options/integrated-gradients/steps").asText());
    String page = Files.readString(folder.resolve("out/report.html"));
    assertEquals(9, count(page, "class=\"card map\""), "three maps of three images");
    assertEquals(3, count(page, "-line\" d="), "each target's outline");

    List<String> csv = Files.readAllLines(folder.resolve("out/scores.csv"));
    assertEquals(10, csv.size());
    assertEquals("image,target,dice,method,layer,infidelity,completeness,insertion", csv.get(0));
    assertTrue(csv.get(1).startsWith(Path.of("images", "i0.png") + ","), csv.get(1));
    String report = Files.readString(folder.resolve("out/report.html"));
    assertTrue(report.contains("two methods against each other"));
    assertTrue(report.contains("Insertion: the target, mean of all images"));
  }

  @Test
  void scoresOfWhereMapsLieLookAtTheMasksAndTheirLabel() throws IOException {
    for (int i = 0; i < 3; i++) {
      write("masks/i" + i + "_mask.png", leftHalf(i + 1));
    }
    String[] where = {"--method", "input-x-gradient", "--score", "rank-accuracy,mass-accuracy"};
    Subprocess compared = compare("out", all(where, "--masks", "masks", "--mask-label", "2"));
    assertEquals(0, compared.exitCode(), compared.err());
    JsonNode json = json("out");
    // Label 2 is in the second mask alone; the others have no pixel of it, and so no score.
    JsonNode mass = json.at("/scores/1/methods/0");
    assertEquals(1, mass.at("/n").asInt(), mass::toString);
    assertTrue(mass.at("/note").asText().contains("no pixel of the image"), mass::toString);
    double share = json.at("/images/1/maps/0/scores/mass-accuracy").asDouble();
    assertTrue(share > 0 && share < 1, mass::toString);
  }

  private static Image leftHalf(int label) {
    float[] values = new float[40 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 32 < 16 ? label : 0;
    }
    return new Image(1, 40, 32, values, 255);
  }

  @Test
  void theSameSeedGivesTheSameTable() throws IOException {
    String[] args = all(CHEAP, "--method", "smoothgrad", "--seed", "3");
    assertEquals(0, compare("one", args).exitCode());
    assertEquals(0, compare("two", args).exitCode());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/scores.csv")),
        Files.readAllBytes(folder.resolve("two/scores.csv")));
  }

  @Test
  void imagesWithoutTheTargetAreLeftOutAndNamed() throws IOException {
    write("images/dark.png", plain(40, 32, 0));
    Subprocess compared = compare("out", all(CHEAP, "--method", "saliency"));
    assertEquals(0, compared.exitCode(), compared.err());
    assertTrue(compared.out().contains("left out: " + Path.of("images", "dark.png")));
    JsonNode skipped = json("out").at("/skipped");
    assertEquals(1, skipped.size());
    assertTrue(skipped.at("/0/why").asText().contains("predicted nowhere"));
  }

  @Test
  void aDamagedImageIsLeftOutUnlessItIsToStopTheWork() throws IOException {
    byte[] png = Files.readAllBytes(folder.resolve("images/i0.png"));
    Files.write(folder.resolve("images/i9.png"), Arrays.copyOf(png, 60));
    String[] args = all(CHEAP, "--method", "saliency");
    Subprocess stopped = compare("never", all(args, "--on-bad-image", "stop"));
    assertEquals(2, stopped.exitCode());
    assertEquals(1, stopped.errorLines().size(), stopped.err());
    assertTrue(stopped.err().contains("i9.png"), stopped.err());
    assertFalse(Files.exists(folder.resolve("never")));
    for (String[] skip : List.of(new String[0], new String[] {"--on-bad-file", "skip"})) {
      Subprocess skipped = compare("out", all(args, skip));
      assertEquals(3, skipped.exitCode(), skipped.err());
      assertEquals(3, json("out").at("/images").size());
      assertTrue(json("out").at("/skipped/0/file").asText().endsWith("i9.png"));
      assertTrue(skipped.out().contains("left out: " + Path.of("images", "i9.png") + ": "));
    }
  }

  @Test
  void aMaskThatIsMissingOrOfAnotherSizeIsABadFile() throws IOException {
    Files.delete(folder.resolve("masks/i1_mask.png"));
    write("masks/i2_mask.png", plain(20, 32, 255));
    String[] args = all(CHEAP, "--method", "saliency", "--masks", "masks");
    Subprocess stopped = compare("never", all(args, "--on-bad-image", "stop"));
    assertEquals(2, stopped.exitCode());
    assertTrue(stopped.err().contains("i1.png: there is no mask of that name"), stopped.err());
    assertEquals(3, compare("out", args).exitCode());
    JsonNode json = json("out");
    assertEquals(1, json.at("/images").size());
    assertTrue(json.at("/skipped/1/why").asText().contains("of one size"));
  }

  @Test
  void whatCannotBeComparedIsRefusedInOneLine() {
    for (String[] wrong :
        List.of(
            new String[] {"--method", "saliency", "--score", "beauty"},
            new String[] {"--method", "saliency", "--score", "deletion", "--images", "masks/no"},
            new String[] {"--method", "saliency", "--score", "deletion", "--masks", "net.onnx"},
            new String[] {"--method", "saliency", "--score", "deletion", "--option", "x=1"})) {
      Subprocess refused = compare("never", wrong);
      assertEquals(2, refused.exitCode(), String.join(" ", wrong));
      assertTrue(refused.errorLines().size() <= 2, refused.err());
      assertFalse(Files.exists(folder.resolve("never")));
    }
  }

  @Test
  void whereNoImageCanBeScoredThatIsAnError() throws IOException {
    for (int i = 0; i < 3; i++) {
      write("images/i" + i + ".png", plain(40, 32, 0));
    }
    Subprocess refused = compare("never", all(CHEAP, "--method", "saliency"));
    assertEquals(2, refused.exitCode());
    assertTrue(refused.err().contains("none of the 3 images"), refused.err());
    assertFalse(Files.exists(folder.resolve("never/report.html")));
  }
}
