package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.data.synthetic.BlobImage;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.render.Picture;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import picocli.CommandLine;

/** {@code --memory} bounds what a network takes for one image, too. */
class MemoryLimitTest {
  private static final int SIDE = 256;

  @TempDir Path folder;

  /** One convolution to 64 channels of floats: 16 MiB at 256 x 256, and one back to a class. */
  private void model() {
    Graph graph =
        Graph.builder("wide", 21)
            .input(Value.of("x", DataType.FLOAT, 1, 1, SIDE, SIDE))
            .initializer("w", ones(64, 1))
            .initializer("v", ones(1, 64))
            .add(node("x", "w", "wide"))
            .add(Node.of("Relu", List.of("wide"), List.of("r"), Map.of()))
            .add(node("r", "v", "y"))
            .tap("y")
            .build();
    OnnxWriter.write(graph, folder.resolve("net.onnx"));
  }

  private static Tensor ones(int outputs, int inputs) {
    float[] values = new float[9 * outputs * inputs];
    Arrays.fill(values, 0.01f);
    return Tensor.of(values, outputs, inputs, 3, 3);
  }

  private static Node node(String x, String w, String y) {
    return Node.of("Conv", List.of(x, w), List.of(y), Map.of("pads", Attribute.ofInts(1, 1, 1, 1)));
  }

  private String explain(int code, String memory) throws IOException {
    Files.write(folder.resolve("a.png"), Picture.of(BlobImage.of(SIDE, SIDE, 9)).png());
    StringWriter err = new StringWriter();
    CommandLine line =
        CommandLines.plain()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true));
    int found =
        CommandLines.run(
            line,
            "explain",
            "--model=" + folder.resolve("net.onnx"),
            "--image=" + folder.resolve("a.png"),
            "--activation=logits",
            "--scale=1/255",
            "--method=saliency",
            "--target=image",
            "--out=" + folder.resolve("out"),
            "--memory=" + memory);
    assertEquals(code, found, err.toString());
    return err.toString();
  }

  @Test
  void aNetworkThatNeedsMoreIsRefusedWithTheNumbersAndWhatToDo() throws IOException {
    model();
    // The wide map alone takes 64 * 256 * 256 * 4 bytes, and Relu's result as much.
    String refusal = explain(ExitCode.BAD_INPUT, "8M");
    assertTrue(refusal.contains("the limit is 8.0 MiB"), refusal);
    assertTrue(refusal.contains("needs 16.0 MiB"), refusal);
    assertTrue(refusal.contains("--memory"), refusal);
    assertTrue(refusal.contains("--size"), refusal);
    assertTrue(refusal.lines().count() <= 2, refusal);
  }

  @Test
  void withMoreItRuns() throws IOException {
    model();
    explain(ExitCode.OK, "256M");
  }
}
