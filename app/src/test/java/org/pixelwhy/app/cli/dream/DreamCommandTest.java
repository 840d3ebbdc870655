package org.pixelwhy.app.cli.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.SimpleNetwork;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Dreams as users have them, of a network that sees foreground where pixels are bright. */
class DreamCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeFiles() throws IOException {
    OnnxWriter.write(SimpleNetwork.graph(), folder.resolve("net.onnx"));
    Files.write(folder.resolve("waves.png"), Picture.of(SimpleNetwork.waves(32)).png());
  }

  private int dream(String... more) {
    List<String> args = new ArrayList<>(List.of("dream", "--channels", "grey", "--scale", "1/255"));
    args.addAll(List.of(more));
    return CommandLines.run(
        CommandLines.plain().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
        args.toArray(String[]::new));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int bright(String to, String... more) {
    List<String> args = new ArrayList<>(List.of("--model", at("net.onnx"), "--start"));
    args.addAll(List.of("constant:140", "--size", "24x24", "--neuron", "10,7", "--steps", "30"));
    args.addAll(List.of("--out", at(to)));
    args.addAll(List.of(more));
    return dream(args.toArray(String[]::new));
  }

  @Test
  void aDreamGivesReportCurvesStripAndFilm() throws IOException {
    assertEquals(0, bright("out"), err.toString());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("out/results.json").toFile());
    assertEquals("pixelwhy-dream/1", json.path("format").asText());
    assertEquals("constant 140.0", json.at("/request/beginning").asText());
    // The logit is x/255 - 0.6: positive from 153 on, with steps of a hundredth of 255.
    List<String> csv = Files.readAllLines(folder.resolve("out/curves.csv"));
    assertTrue(csv.get(0).startsWith("network,dream,step,activation,area,stat_mean,"), csv.get(0));
    assertEquals("0", csv.get(6).split(",")[4]);
    assertEquals("1", csv.get(7 + 1).split(",")[4]);
    assertEquals(140 + 2.55 * 7, Double.parseDouble(csv.get(8).split(",")[5]), 1e-3);
    // Six pictures of 200 pixels, 10 between them; of 24 pixels, eight times as large.
    assertEquals(1270, ImageIO.read(folder.resolve("out/frames/00-net.png").toFile()).getWidth());
    assertTrue(Files.size(folder.resolve("out/frames/00-net.gif")) > 1000);
    String report = Files.readString(folder.resolve("out/report.html"));
    assertTrue(report.contains("What is net sensitive to?"));
    assertTrue(report.contains("there are no verdicts"));
    assertTrue(out.toString().contains("pixel 10,7, logits of class"), out.toString());
    assertFalse(Files.exists(folder.resolve("out/unfinished")));
  }

  @Test
  void severalNetworksAreComparedInOneReport() throws IOException {
    int code =
        dream(
            "--model",
            "a=" + at("net.onnx"),
            "--model",
            "b=" + at("net.onnx"),
            "--image",
            at("waves.png"),
            "--strongest",
            "--steps",
            "5",
            "--features",
            "stat_mean,line-135,shape2d_max_diameter",
            "--reference",
            "testnet:4",
            "--repeats",
            "3",
            "--out",
            at("two"));
    assertEquals(0, code, err.toString());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("two/results.json").toFile());
    assertEquals(2, json.path("networks").size());
    assertEquals(3, json.at("/networks/1/dreams").size());
    assertEquals("line-135", json.at("/networks/0/features/2/feature").asText());
    assertTrue(json.at("/networks/0/features/0/reference/deviation").asDouble() > 0);
    String report = Files.readString(folder.resolve("two/report.html"));
    assertTrue(report.contains("Verdicts (normal up to 2, strongly out beyond 5"));
    assertTrue(report.contains("Maximum diameter (pixels)"));
    assertTrue(out.toString().contains("% of the dreams"), out.toString());
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    String[] noise = {
      "--model",
      at("net.onnx"),
      "--start",
      "noise:140,30",
      "--size",
      "24x24",
      "--steps",
      "8",
      "--seed",
      "4",
      "--out"
    };
    for (String to : List.of("one", "two")) {
      String[] args = Stream.concat(Stream.of(noise), Stream.of(at(to))).toArray(String[]::new);
      assertEquals(0, dream(args), err.toString());
    }
    for (String file : List.of("curves.csv", "frames/00-net.png", "frames/00-net.gif")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one/" + file)),
          Files.readAllBytes(folder.resolve("two/" + file)),
          file);
    }
  }

  /** {@code logits = (x / 255)^4}: what grows grows ever faster. */
  private static Graph exploding() {
    GraphBuilder builder = Graph.builder("exploding", 21);
    List<Dimension> dims =
        List.of(Dimension.of(1), Dimension.of(1), Dimension.symbol("h"), Dimension.symbol("w"));
    builder.input(new Value("image", Optional.of(DataType.FLOAT), Optional.of(dims)));
    builder.initializer("one", Tensor.of(new float[] {1}, 1, 1, 1, 1));
    builder.add(new Node("", "", "Conv", List.of("image", "one"), List.of("same"), Map.of()));
    builder.add(new Node("", "", "Mul", List.of("same", "same"), List.of("square"), Map.of()));
    builder.add(new Node("", "", "Mul", List.of("square", "square"), List.of("logits"), Map.of()));
    return builder.outputs(List.of("logits")).build();
  }

  @Test
  void aDreamThatDivergesIsToldOfAndKeepsItsFrames() throws IOException {
    OnnxWriter.write(exploding(), folder.resolve("exploding.onnx"));
    int code =
        dream(
            "--model",
            at("exploding.onnx"),
            "--activation",
            "logits",
            "--start",
            "constant:200",
            "--size",
            "24x24",
            "--neuron",
            "3,3",
            "--step-size",
            "1e6",
            "--out",
            at("out"));
    assertEquals(3, code, err.toString());
    assertTrue(out.toString().contains("diverged after step"), out.toString());
    assertTrue(Files.readAllLines(folder.resolve("out/curves.csv")).size() > 2);
    assertTrue(Files.exists(folder.resolve("out/frames/00-exploding.png")));
    assertTrue(Files.readString(folder.resolve("out/report.html")).contains("diverged after step"));
  }

  private void refused(String message, String... args) throws IOException {
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("--model", at("net.onnx"), "--steps", "3"));
    all.addAll(List.of("--out", at("bad")));
    all.addAll(List.of(args));
    assertEquals(2, dream(all.toArray(String[]::new)), err.toString());
    assertTrue(err.toString().contains(message), err.toString());
    assertTrue(err.toString().lines().count() <= 2, err.toString());
    assertFalse(Files.exists(folder.resolve("bad")), message);
  }

  @Test
  void badInputIsNamedAndNothingIsWritten() throws IOException {
    String image = at("waves.png");
    refused("pixel x=32 y=0 is outside the image of 32 x 32", "--image", image, "--neuron", "32,0");
    refused("unknown feature 'stat_maen'", "--image", image, "--features", "stat_maen");
    refused("unknown layer 'rleu'", "--image", image, "--layer", "rleu", "--channel", "0");
    refused(
        "there is no channel 5 in layer", "--image", image, "--layer", "relu", "--channel", "5");
    refused("--layer and --channel belong together", "--image", image, "--layer", "relu");
    refused("--neuron: expected X,Y", "--image", image, "--neuron", "1");
    refused("give only one of", "--image", image, "--neuron", "1,1", "--strongest");
    refused("name the image with --image", "--start", "image");
    refused("--start: expected image", "--start", "black", "--size", "8x8");
    refused("several sizes; state one", "--start", "noise");
    refused("illegal momentum", "--image", image, "--momentum", "1");
    refused("illegal step size", "--image", image, "--step-size", "-1");
    refused("two networks are called 'net'", "--image", image, "--model", at("net.onnx"));
    refused("unknown class 'liver'", "--image", image, "--class", "liver");
    refused("--repeats: expected a whole number from 1", "--image", image, "--repeats", "0");
    Files.createDirectories(folder.resolve("empty"));
    refused("empty", "--image", image, "--reference", at("empty"));
  }

  @Test
  void whatWasInterruptedIsNotWrittenOver() throws IOException {
    Files.createDirectories(folder.resolve("out/unfinished"));
    assertEquals(2, bright("out"));
    assertTrue(err.toString().contains("holds a dream that was interrupted"), err.toString());
    assertTrue(err.toString().contains("Option --resume goes on from there."), err.toString());
    assertEquals(0, bright("out", "--resume"), err.toString());
    assertFalse(Files.exists(folder.resolve("out/unfinished")));
  }
}
