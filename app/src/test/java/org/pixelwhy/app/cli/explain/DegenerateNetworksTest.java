package org.pixelwhy.app.cli.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** What a user reads where a map says nothing, or not what its name promises. */
class DegenerateNetworksTest {
  @TempDir private Path folder;

  /** Explains with a network that is 100 sigmoid(x + shift), or the like; the report's text. */
  private String report(String activation, float shift, String... more) throws IOException {
    GraphBuilder builder = Graph.builder("net", 17);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, 8, 8));
    builder.initializer("weight", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1));
    builder.initializer("bias", Tensor.of(new float[] {shift, shift}, 2));
    builder.add(Node.of("Conv", List.of("image", "weight", "bias"), List.of("conv"), Map.of()));
    builder.add(Node.of(activation, List.of("conv"), List.of("on"), Map.of()));
    if (!activation.equals("Sigmoid")) {
      builder.initializer("head", Tensor.of(new float[] {1, 1}, 1, 2, 1, 1));
      builder.add(Node.of("Conv", List.of("on", "head"), List.of("y"), Map.of()));
    }
    builder.tap(activation.equals("Sigmoid") ? "on" : "y");
    OnnxWriter.write(builder.build(), folder.resolve("net.onnx"));
    Npy.write(folder.resolve("image.npy"), Tensor.filled(DataType.FLOAT, 0.5, 1, 1, 8, 8));
    StringWriter err = new StringWriter();
    Path out = folder.resolve("out");
    List<String> args = new ArrayList<>(List.of("explain", "--target", "image:0"));
    args.addAll(List.of("--model", folder.resolve("net.onnx").toString()));
    args.addAll(List.of("--image", folder.resolve("image.npy").toString()));
    args.addAll(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    int exitCode =
        CommandLines.run(
            CommandLines.plain()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true)),
            args.toArray(String[]::new));
    assertEquals(0, exitCode, err.toString());
    return Files.readString(out.resolve("result.json"));
  }

  @Test
  void aSaturatedSigmoidIsWarnedOf() throws IOException {
    String result = report("Sigmoid", 200, "--on", "probabilities", "--method", "saliency");
    assertTrue(result.contains("the output is saturated at 100 %"), result);
    assertTrue(result.contains("the map is blank"), result);
  }

  @Test
  void deadRelusAreWarnedOf() throws IOException {
    String result = report("Relu", -99, "--method", "saliency,ablation-cam");
    assertTrue(result.contains("the map is blank"), result);
    assertTrue(result.contains("no map by ablation-cam: the target's value is 0"), result);
  }

  @Test
  void guidedBackpropSaysThatThereIsNoRelu() throws IOException {
    String result = report("Tanh", 0, "--method", "guided-backprop,deconvolution");
    assertTrue(result.contains("the network has no ReLU to act on"), result);
  }
}
