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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.app.cli.CommandLines;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** A network whose output is the image times a second picture: the image's gradient is that. */
class SeveralInputsTest {
  @TempDir private Path folder;

  private Path out;

  @BeforeEach
  void writeTheNetworkAndItsInputs() throws IOException {
    out = folder.resolve("out");
    GraphBuilder builder = Graph.builder("product", 17);
    builder.input(Value.of("image", DataType.FLOAT, 1, 1, 8, 8));
    builder.input(Value.of("weight", DataType.FLOAT, 1, 1, 8, 8));
    builder.add(Node.of("Mul", List.of("image", "weight"), List.of("y"), Map.of()));
    OnnxWriter.write(builder.tap("y").build(), folder.resolve("net.onnx"));
    Npy.write(folder.resolve("image.npy"), Tensor.filled(DataType.FLOAT, 0.5, 1, 1, 8, 8));
    Npy.write(folder.resolve("weight.npy"), Tensor.filled(DataType.DOUBLE, 3, 1, 1, 8, 8));
    Npy.write(folder.resolve("small.npy"), Tensor.filled(DataType.FLOAT, 3, 1, 1, 4, 8));
    Files.writeString(folder.resolve("text.npy"), "no array");
  }

  private record Run(int exitCode, String err) {}

  private Run explain(String... more) {
    StringWriter err = new StringWriter();
    List<String> args = new ArrayList<>(List.of("explain", "--method", "saliency,occlusion"));
    args.addAll(List.of("--model", folder.resolve("net.onnx").toString()));
    args.addAll(List.of("--image", folder.resolve("image.npy").toString()));
    args.addAll(List.of("--target", "image", "--out", out.toString()));
    args.addAll(List.of(more));
    int exitCode =
        CommandLines.run(
            CommandLines.plain()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true)),
            args.toArray(String[]::new));
    return new Run(exitCode, err.toString());
  }

  @Test
  void theOtherInputIsTakenFromAFile() throws IOException {
    Run run = explain("--input", "weight=" + folder.resolve("weight.npy"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(3 / 64f, Npy.read(saliency()).get(5), 1e-7);
    String report = Files.readString(out.resolve("report.html"));
    assertTrue(report.contains("is held at the values of"), "the report tells of the input");
  }

  @Test
  void theOtherInputIsANumber() throws IOException {
    Run run = explain("--input", "weight=-2");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(-2 / 64f, Npy.read(saliency()).get(5), 1e-7);
  }

  private Path saliency() throws IOException {
    try (var files = Files.walk(out)) {
      return files.filter(file -> file.endsWith("saliency.npy")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | all but the image must be given, such as 'weight': an array or a number",
        " | Option --input NAME=FILE.npy gives an array, --input NAME=NUMBER a number.",
        "weight=@small.npy | expected an array for input 'weight float[1,1,8,8]', found shape [1,1,4,8]",
        "weight=@text.npy | expected an .npy file, found a text file",
        "weight=@nowhere.npy | no such file",
        "weihgt=1 | Did you mean 'weight'?",
        "weight | expected NAME=FILE.npy or NAME=NUMBER, found 'weight'",
        "weight=NaN | cannot be held at NaN"
      })
  void whatIsMissingOrDamagedIsRefusedInALineAndNothingIsWritten(String given, String message)
      throws IOException {
    Run run =
        given == null ? explain() : explain("--input", given.replace("@", folder.toString() + "/"));
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertTrue(run.err().strip().lines().count() <= 2, run.err());
    try (var files = Files.exists(out) ? Files.list(out) : Stream.<Path>empty()) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void anInputCannotBeGivenTwice() {
    Run run = explain("--input", "weight=1", "--input", "weight=2");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("input 'weight' is given twice"), run.err());
  }
}
