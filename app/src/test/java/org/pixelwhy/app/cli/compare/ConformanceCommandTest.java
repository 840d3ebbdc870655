package org.pixelwhy.app.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

class ConformanceCommandTest {
  @TempDir Path folder;

  /** A network that doubles its input, and what it gives for ones. */
  @BeforeEach
  void writesTheNetwork() throws IOException {
    Files.createDirectories(folder.resolve("net"));
    Graph graph =
        Graph.builder("net", 21)
            .input(Value.of("image", DataType.FLOAT, 1, 1, 4, 4))
            .add(Node.of("Add", List.of("image", "image"), List.of("y"), Map.of()))
            .outputs(List.of("y"))
            .build();
    Files.write(folder.resolve("net/model.onnx"), OnnxWriter.toBytes(graph));
    Npy.write(folder.resolve("net/input_0.npy"), Tensor.filled(DataType.FLOAT, 1, 1, 1, 4, 4));
    Npy.write(folder.resolve("net/two.npy"), Tensor.filled(DataType.FLOAT, 2, 1, 1, 4, 4));
    Npy.write(folder.resolve("net/three.npy"), Tensor.filled(DataType.FLOAT, 3, 1, 1, 4, 4));
  }

  private Subprocess run(String method, String file, String... more) throws IOException {
    String golden =
        "{\"net\": \"net\", \"input\": \"input_0\", \"method\": \"%s\", \"file\": \"net/%s\"}";
    Files.writeString(
        folder.resolve("manifest.json"), "{\"cases\": [" + golden.formatted(method, file) + "]}");
    String[] args = new String[2 + more.length];
    args[0] = "conformance";
    args[1] = folder.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return Subprocess.run(folder, args);
  }

  @Test
  void valuesThatAgreeGiveExitCode0() throws IOException {
    Subprocess ran = run("logits", "two.npy");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().startsWith("pass"), ran.out());
  }

  @Test
  void valuesThatDeviateAndUnknownMethodsGiveExitCode1() throws IOException {
    Subprocess deviates = run("logits", "three.npy", "--json");
    assertEquals(1, deviates.exitCode(), deviates.err());
    JsonNode row = new ObjectMapper().readTree(deviates.out()).get("cases").get(0);
    assertEquals("fail", row.get("verdict").asText());
    assertEquals(1.0 / 3, row.get("error").asDouble(), 1e-6);
    Subprocess unknown = run("divination", "two.npy");
    assertEquals(1, unknown.exitCode(), unknown.err());
    assertTrue(unknown.out().startsWith("unsupported not supported yet"), unknown.out());
  }

  @Test
  void aFolderThatCannotBeUsedGivesExitCode2() throws IOException {
    Subprocess missing = run("logits", "missing.npy");
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("missing.npy: no such file"), missing.err());
  }
}
