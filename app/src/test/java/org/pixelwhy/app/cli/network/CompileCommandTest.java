package org.pixelwhy.app.cli.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.data.synthetic.BlobDetector;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;

class CompileCommandTest {
  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    model = Files.write(folder.resolve("m.onnx"), OnnxWriter.toBytes(BlobDetector.graph()));
    Files.createDirectory(folder.resolve("out"));
  }

  private Subprocess compile(String method, String out, String... more) {
    List<String> args =
        new ArrayList<>(List.of("compile", "--model", "m.onnx", "--method", method, "-o", out));
    args.addAll(List.of(more));
    return Subprocess.run(folder, args.toArray(String[]::new));
  }

  private void assertRefused(Subprocess refused, String... expected) throws IOException {
    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(refused.errorLines().size() <= 2, refused.err());
    for (String part : expected) {
      assertTrue(refused.err().contains(part), "'" + part + "' in " + refused.err());
    }
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertEquals(List.of(), files.toList(), "nothing is left behind");
    }
  }

  @Test
  void theFileHoldsExplanationAndProvenance() throws IOException {
    Subprocess done =
        compile(
            "grad-cam",
            "out/why.onnx",
            "--layer=smooth.relu",
            "--target=class:foreground",
            "--size=48x32",
            "--option=relu=off");
    assertEquals(0, done.exitCode(), done.err());
    assertEquals(
        List.of(
            "input  image float[1,1,32,48]",
            "output logits float[1,1,32,48]",
            "output mask int64[1,1,32,48]",
            "output map float[1,1,32,48]",
            "Explainer: out/why.onnx"),
        done.out().lines().toList());
    Graph graph = OnnxReader.read(folder.resolve("out/why.onnx")).graph();
    Map<String, String> properties = graph.metadata();
    assertEquals("class:foreground", properties.get("pixelwhy.target"));
    assertEquals("smooth.relu", properties.get("pixelwhy.map.layer"));
    assertEquals("off", properties.get("pixelwhy.option.relu"));
    assertEquals("signed", properties.get("pixelwhy.map.sign"));
  }

  @Test
  void twoRunsGiveTheSameBytes() throws IOException {
    String[] options = {"--size=32", "--layer=smooth.relu"};
    assertEquals(0, compile("guided-grad-cam", "out/a.onnx", options).exitCode());
    assertEquals(0, compile("guided-grad-cam", "out/b.onnx", options).exitCode());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("out/a.onnx")),
        Files.readAllBytes(folder.resolve("out/b.onnx")));
  }

  @Test
  void whatCannotBeCompiledIsRefusedAndLeavesNothing() throws IOException {
    assertRefused(
        compile("score-cam", "out/why.onnx", "--size=32"),
        "'score-cam' cannot be compiled",
        "grad-cam");
    assertRefused(compile("saliency", "out/why.onnx"), "--size WxH");
    assertRefused(
        compile("saliency", "out/why.onnx", "--size=32", "--target=object"), "--seed-input");
    assertRefused(
        compile("saliency", "out/why.onnx", "--size=32", "--target=class", "--seed-input"),
        "--seed-input leaves the target open");
    assertRefused(
        compile("grad-cam", "out/why.onnx", "--size=32", "--layer=smoth.relu"), "'smooth.relu'");
    assertRefused(compile("grad-cam", "out/why.onnx", "--size=32", "--option=rleu=off"), "'relu'");
  }

  @Test
  void theModelIsNotOverwrittenAndTheFolderMustExist() throws IOException {
    byte[] before = Files.readAllBytes(model);
    assertRefused(compile("saliency", "m.onnx", "--size=32"), "this is the model itself");
    assertArrayEquals(before, Files.readAllBytes(model));
    assertRefused(compile("saliency", "none/why.onnx", "--size=32"), "there is no folder");
  }
}
