package org.pixelwhy.app.cli.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.study.noise.BrightnessExplainer;

/** Maps judged and images obscured, as users do it. */
class UnoiseCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void writeNetworks() throws IOException {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    Files.createDirectories(folder.resolve("e"));
    OnnxWriter.write(BrightnessExplainer.graph(), folder.resolve("e/model.onnx"));
    Files.writeString(folder.resolve("e/timing.json"), "{\"seconds\": 90, \"steps\": 5}");
    Files.write(folder.resolve("waves.png"), Picture.of(SimpleNetwork.waves(32)).png());
  }

  private Subprocess unoise(String command, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("unoise", command, "--model", "net.onnx", "--channels", "grey", "--scale"));
    args.add("1/255");
    args.addAll(List.of(more));
    return Subprocess.run(folder, args.toArray(String[]::new));
  }

  private Subprocess evaluate(String out, String... more) {
    List<String> args = new ArrayList<>(List.of("--data", "testnet:2", "--size", "48x48"));
    args.addAll(List.of("--out", out));
    args.addAll(List.of(more));
    return unoise("evaluate", args.toArray(String[]::new));
  }

  @Test
  void anEvaluationGivesReportTablesAndFigures() throws Exception {
    Subprocess done =
        evaluate(
            "out",
            "--explainer",
            "bright=e/model.onnx",
            "--method",
            "saliency,random,centre",
            "--fill",
            "zero,mean",
            "--published");
    assertEquals(0, done.exitCode(), done.err());
    assertTrue(done.out().contains("bright"), done.out());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/results.json").toFile());
    assertEquals(16, json.path("curves").size(), "4 maps, 2 ways, 2 fills");
    assertEquals(90, json.at("/measured/maps/0/trainingSeconds").asDouble());
    assertEquals(2, json.at("/maps/0/parameters").asLong());
    List<String> csv = Files.readAllLines(folder.resolve("out/curves.csv"));
    assertEquals(1 + 16 * 21, csv.size());
    assertEquals("way,fill,map,threshold,share,dice,low95,high95", csv.get(0));
    for (String figure :
        List.of("by-threshold-zero", "by-share-zero", "by-share-mean", "half-zero")) {
      Path svg = folder.resolve("out/figures/" + figure + ".svg");
      assertEquals(
          "svg",
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(svg.toFile())
              .getDocumentElement()
              .getTagName());
    }
    assertTrue(Files.exists(folder.resolve("out/figures/side-by-side.png")));
    String report = Files.readString(folder.resolve("out/report.html"));
    assertTrue(report.contains("U-Noise Small (published: pancreas CT)"));
    assertTrue(report.contains("Measured times"));
    assertTrue(report.contains("Where the importance lies"));
  }

  @Test
  void theSameSeedGivesTheSameTable() throws IOException {
    assertEquals(0, evaluate("one", "--method", "random").exitCode());
    assertEquals(0, evaluate("two", "--method", "random").exitCode());
    assertEquals(
        Files.readString(folder.resolve("one/curves.csv")),
        Files.readString(folder.resolve("two/curves.csv")));
  }

  @Test
  void whatIsNoExplainerIsRefusedAndNothingIsWritten() {
    Subprocess done = evaluate("out", "--explainer", "bad=net.onnx");
    assertEquals(2, done.exitCode());
    assertTrue(done.err().contains("net.onnx: expected an explainer"), done.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void withoutAnyMapThereIsNothingToEvaluate() {
    Subprocess done = evaluate("out");
    assertEquals(2, done.exitCode());
    assertTrue(done.err().contains("nothing to evaluate"), done.err());
  }

  @Test
  void anImageIsObscuredAndItsMaskStays() throws IOException {
    Subprocess done =
        unoise(
            "obscure",
            "--explainer",
            "e/model.onnx",
            "--image",
            "waves.png",
            "--share",
            "0.5",
            "--out",
            "half.png");
    assertEquals(0, done.exitCode(), done.err());
    assertTrue(done.out().contains("Left: 50.0 %"), done.out());
    // The mask is where it is brightest, and that is less than half of the image.
    assertTrue(done.out().contains("Dice of the two 1.0000"), done.out());
    int black = 0;
    BufferedImage picture = ImageIO.read(folder.resolve("half.png").toFile());
    for (int i = 0; i < 32 * 32; i++) {
      black += (picture.getRGB(i % 32, i / 32) & 0xffffff) == 0 ? 1 : 0;
    }
    assertEquals(512, black);
  }

  @Test
  void noiseIsTheSameForTheSameSeed() throws IOException {
    for (String out : List.of("a.png", "b.png")) {
      Subprocess done =
          unoise(
              "obscure",
              "--explainer",
              "e/model.onnx",
              "--image",
              "waves.png",
              "--noise",
              "--out",
              out);
      assertEquals(0, done.exitCode(), done.err());
    }
    byte[] first = Files.readAllBytes(folder.resolve("a.png"));
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("b.png")));
  }

  @Test
  void aShareBeyondAllIsRefused() {
    Subprocess done =
        unoise(
            "obscure",
            "--explainer",
            "e/model.onnx",
            "--image",
            "waves.png",
            "--share",
            "1.5",
            "--out",
            "x.png");
    assertEquals(2, done.exitCode());
    assertTrue(done.err().contains("must be from 0 to 1"), done.err());
  }
}
