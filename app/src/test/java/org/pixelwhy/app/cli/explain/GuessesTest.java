package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** What a user reads of guesses, and of results that betray a wrong one. */
class GuessesTest {
  @TempDir private Path folder;

  /** A network whose output is the grey image times 200, less an offset. */
  @BeforeEach
  void writeANetworkAndAnImage() throws IOException {
    GraphBuilder builder = Graph.builder("net", 17);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, 8, 8));
    builder.initializer("weight", Tensor.of(new float[] {200}, 1, 1, 1, 1));
    builder.initializer("bias", Tensor.of(new float[] {-100}, 1));
    builder.add(Node.of("Conv", List.of("image", "weight", "bias"), List.of("y"), Map.of()));
    OnnxWriter.write(builder.tap("y").build(), folder.resolve("net.onnx"));
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    image.createGraphics().fillRect(2, 2, 4, 4);
    ImageIO.write(image, "png", folder.resolve("image.png").toFile());
  }

  private String explain(String... more) {
    StringWriter out = new StringWriter();
    List<String> args = new ArrayList<>(List.of("explain", "--method", "saliency"));
    args.addAll(List.of("--model", folder.resolve("net.onnx").toString()));
    args.addAll(List.of("--image", folder.resolve("image.png").toString()));
    args.addAll(List.of("--target", "image", "--out", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    int exitCode =
        CommandLines.run(
            CommandLines.plain().setOut(new PrintWriter(out)).setErr(new PrintWriter(out, true)),
            args.toArray(String[]::new));
    assertEquals(0, exitCode, out.toString());
    return out.toString();
  }

  @Test
  void guessesAreSaidInOneLineWithTheOptionsThatChangeThem() {
    List<String> lines = explain().lines().filter(line -> line.startsWith("guessed: ")).toList();
    assertEquals(1, lines.size());
    assertTrue(lines.get(0).contains("preprocessing: values / 255"), lines.get(0));
    assertTrue(lines.get(0).contains("activation: LOGITS"), lines.get(0));
    assertTrue(lines.get(0).contains("--normalize, --scale, --mean, --std"), lines.get(0));
  }

  @Test
  void whatIsStatedIsNotSaid() {
    String out =
        explain(
            "--normalize=0..1",
            "--channels=grey",
            "--axes=nchw",
            "--activation=logits",
            "--classes=cell",
            "--background=none");
    assertFalse(out.contains("guessed: preprocessing"), out);
    assertFalse(out.contains("--normalize"), out);
  }

  @Test
  void absurdValuesAreWarnedOf() {
    String out = explain("--scale", "1");
    assertTrue(out.contains("the output's values reach 5.09e+04"), out);
    assertFalse(explain().contains("values reach"));
  }

  @Test
  void anEmptyMaskIsWarnedOf() {
    String out = explain("--scale", "1/2550");
    assertTrue(out.contains("the predicted mask is empty: the class is predicted nowhere"), out);
    assertFalse(explain().contains("mask is empty"));
  }
}
