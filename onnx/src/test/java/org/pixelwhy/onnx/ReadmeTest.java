package org.pixelwhy.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Keeps the module's README true: its example compiles and works. */
@ExtendWith(EngineExtension.class)
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path THIS = Path.of("src/test/java/org/pixelwhy/onnx/ReadmeTest.java");

  // example
  static Tensor gradient(Engine engine, Path file, Tensor image, Tensor seed) {
    Graph graph = OnnxReader.read(file).graph();
    String input = graph.inputNames().get(0);
    String output = graph.outputNames().get(0);
    TypedGraph typed = new ShapeProbe(engine).probe(graph, Map.of(input, image.shape()));

    Differentiator differentiator = new Differentiator(StandardRules.standard());
    GradientGraph gradients = differentiator.differentiate(typed, output, List.of(input));
    OnnxWriter.write(gradients.graph(), file.resolveSibling("gradient.onnx"));

    try (Program program = engine.compile(gradients.graph())) {
      Map<String, Tensor> outputs = program.run(Map.of(input, image, gradients.seed(), seed));
      return outputs.get(gradients.gradients().get(input));
    }
  }

  // end of example

  @Test
  void theExampleGivesTheGradientAndWritesItAsAFile(Engine engine, @TempDir Path folder) {
    Path file = folder.resolve("square.onnx");
    Graph square =
        Graph.builder("square", 21)
            .input(Value.of("x", DataType.FLOAT, 3))
            .add(Node.of("Mul", List.of("x", "x"), List.of("y"), Map.of()))
            .tap("y")
            .build();
    OnnxWriter.write(square, file);
    Tensor x = Tensor.of(new float[] {1, -2, 3}, 3);
    Tensor seed = Tensor.of(new float[] {1, 1, 10}, 3);
    assertArrayEquals(new float[] {2, -4, 60}, gradient(engine, file, x, seed).toFloats());
    assertEquals(2, OnnxReader.read(folder.resolve("gradient.onnx")).graph().inputNames().size());
  }

  @Test
  void theExampleInTheTextIsTheOneThatIsTested() throws IOException {
    String tested = between(Files.readString(THIS), "  // example\n", "\n  // end of example");
    String shown = between(Files.readString(README), "```java\n", "```");
    assertEquals(tested.stripTrailing().stripIndent(), shown.strip());
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
