package org.pixelwhy.app.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.app.cli.Ran;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.study.training.TrainingRun;
import org.pixelwhy.tensor.Tensor;

/** Goes on from a network that its file alone describes: it ends in a Sigmoid and has no card. */
class TrainFromANetworkTest {
  @TempDir Path folder;
  private Path start;

  private List<String> train(String out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "--data", "testnet:10", "--size", "24", "--epochs", "1", "--out"));
    arguments.add(folder.resolve(out).toString());
    arguments.addAll(List.of(more));
    return arguments;
  }

  @BeforeEach
  void aNetworkFromElsewhere() {
    Ran trained = Ran.of(train("first", "--unet", "depth=2,channels=2"));
    assertEquals(ExitCode.OK, trained.code(), trained.err());
    Graph graph = OnnxReader.read(model("first")).graph();
    GraphBuilder builder = Graph.builder("elsewhere", graph.opset());
    graph.inputs().forEach(builder::input);
    graph.initializers().forEach(builder::initializer);
    graph.nodes().forEach(builder::add);
    builder.add(Node.of("Sigmoid", List.of("logits"), List.of("p"), Map.of()));
    start = folder.resolve("elsewhere.onnx");
    OnnxWriter.write(builder.tap("p").build(), start);
  }

  private Path model(String name) {
    return folder.resolve(name).resolve(TrainingRun.MODEL);
  }

  private Map<String, Tensor> weights(String name) {
    return OnnxReader.read(model(name)).original().initializers();
  }

  @Test
  void frozenLayersStayAndOthersLearnUnderTheirOldNames() {
    Ran tuned = Ran.of(train("tuned", "--start", start.toString(), "--freeze", "enc*"));
    assertEquals(ExitCode.OK, tuned.code(), tuned.err());
    Map<String, Tensor> before = weights("first");
    Map<String, Tensor> after = weights("tuned");
    assertEquals(before.keySet(), after.keySet());
    assertEquals(before.get("enc1.1.conv.weight"), after.get("enc1.1.conv.weight"));
    assertEquals(before.get("enc1.1.norm.mean"), after.get("enc1.1.norm.mean"));
    assertNotEquals(before.get("mid.1.conv.weight"), after.get("mid.1.conv.weight"));
    assertNotEquals(before.get("mid.1.norm.mean"), after.get("mid.1.norm.mean"));
    assertNotEquals(before.get("logits.weight"), after.get("logits.weight"));
    assertTrue(Files.exists(folder.resolve("tuned").resolve(TrainingRun.TEST)));
  }

  @Test
  void theFileIsANetworkThatExplainTakes() {
    Ran tuned = Ran.of(train("tuned", "--start", start.toString()));
    assertEquals(ExitCode.OK, tuned.code(), tuned.err());
    Ran inspected = Ran.of(List.of("inspect", model("tuned").toString()));
    assertEquals(ExitCode.OK, inspected.code(), inspected.err());
    assertTrue(inspected.out().contains("logits"), inspected.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--freeze nothing* | no weight is named like 'nothing*'",
        "--freeze * | are frozen, nothing is left to learn",
        "--unet small | --unet and --start",
      })
  void whatCannotBeIsRefused(String more, String message) {
    List<String> arguments = train("tuned", "--start", start.toString());
    arguments.addAll(List.of(more.split(" ")));
    Ran refused = Ran.of(arguments);
    assertEquals(ExitCode.BAD_INPUT, refused.code(), refused.out());
    assertTrue(refused.err().contains(message), refused.err());
    assertTrue(!Files.exists(folder.resolve("tuned")), refused.err());
  }
}
